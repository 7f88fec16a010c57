import { spawn } from 'node:child_process';
import { followLog } from './follow-log.ts';
import { LocalServiceError } from './local-service-error.ts';
import { watchOwner } from './owner-watch.ts';
import { tryProgram } from './run-program.ts';
import type { Launch } from './service-program.ts';

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process that does not outlive the one that started it, however that ends. */
export interface OwnedProcess {
  readonly pid: number;
  /** Calls back once, when it has ended; at once if it already has. */
  onExit(listener: (exit: ProcessExit) => void): void;
  signal(name: NodeJS.Signals): Promise<void>;
  /** `kill -9`; returns when it has ended. */
  kill(): Promise<void>;
  /** SIGTERM, and SIGKILL if it still runs after `graceMs`. Returns when it has ended. */
  stop(graceMs: number): Promise<void>;
  /** The last lines that it printed. */
  lastLines(): readonly string[];
}

const KEPT_LINES = 8;

/** SIGTERM once the owner is gone, and SIGKILL after 15 s. */
const END_WITH_OWNER =
  'if [ -n "$2" ]; then docker stop -t 15 "$2"; fi; ' +
  'kill -TERM "$1" && kill -CONT "$1"; ' +
  'n=0; while kill -0 "$1" && [ $n -lt 15 ]; do sleep 1; n=$((n+1)); done; kill -KILL "$1"; ' +
  'if [ -n "$3" ]; then rm -rf "$3"; fi';

/**
 * Starts a program in a session of its own, so that Ctrl-C in a terminal reaches only the caller.
 * Throws `LocalServiceError` when there is nothing to start.
 */
export function spawnOwned(
  launch: Launch,
  options: {
    /** Also removed when the owner died and the process has ended. */
    readonly temporaryFolder: string | null;
    readonly onLog: ((line: string) => void) | undefined;
  },
): OwnedProcess {
  const { container } = launch;
  const child = spawn(launch.program, launch.args, {
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(container === undefined
      ? { env: { LC_ALL: 'C', TZ: 'UTC', PATH: BARE_PATH, ...launch.env } }
      : {}),
  });
  const exited = new Promise<ProcessExit>((done) => {
    child.once('exit', (code, signal) => done({ code, signal }));
    child.once('error', () => done({ code: null, signal: null }));
  });
  const { pid } = child;
  if (pid === undefined) throw new LocalServiceError(`${launch.program} could not be started.`);
  const lastLines = followLog([child.stdout, child.stderr], {
    onLog: options.onLog,
    keep: KEPT_LINES,
  });
  const watcher = watchOwner('service-owner-watch', END_WITH_OWNER, [
    String(pid),
    container ?? '',
    options.temporaryFolder ?? '',
  ]);
  void exited.then(() => watcher.dismiss());
  const signal = async (name: NodeJS.Signals): Promise<void> => {
    if (container !== undefined)
      await tryProgram('docker', ['kill', `--signal=${name}`, container]);
    else if (child.exitCode === null && child.signalCode === null) child.kill(name);
  };
  return {
    pid,
    onExit: (listener) => void exited.then(listener),
    signal,
    kill: async () => {
      await signal('SIGKILL');
      await exited;
    },
    stop: async (graceMs) => {
      await signal('SIGTERM');
      // One that was stopped by SIGSTOP hears nothing until it goes on.
      await signal('SIGCONT');
      const timer = setTimeout(() => void signal('SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
    },
    lastLines,
  };
}

const BARE_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
