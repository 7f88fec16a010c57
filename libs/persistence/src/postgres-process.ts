import { spawn } from 'node:child_process';
import { followLog, watchOwner } from '@aispinner/platform/local-services';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { commandAs, type RunAs } from './postgres-account.ts';
import { stopPostgres } from './postgres-leftover.ts';

export interface PostgresExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface PostgresProcess {
  readonly pid: number;
  onExit(listener: (exit: PostgresExit) => void): void;
  stop(): Promise<void>;
  /** The last lines of its log that tell of a fault. */
  lastErrors(): readonly string[];
}

/**
 * Once the owner is gone: smartly first (SIGTERM lets those that are connected finish what they do, such
 * as processes of the dead owner that drain), fast after 12 s, at once after 10 more.
 */
const STOP_WITH_OWNER =
  'wait_for() { n=0; while kill -0 "$1" && [ $n -lt $2 ]; do sleep 1; n=$((n+1)); done; }; ' +
  'kill -TERM "$1"; wait_for "$1" 12; kill -INT "$1"; wait_for "$1" 10; kill -QUIT "$1"';

/**
 * Starts the server process, in a session of its own so that Ctrl-C in a terminal reaches only the
 * caller. Throws `EmbeddedPostgresError` when there is nothing to start.
 */
export function spawnPostgres(options: {
  postgres: string;
  dataDir: string;
  settings: Readonly<Record<string, string>>;
  runAs: RunAs;
  onLog: ((line: string) => void) | undefined;
}): PostgresProcess {
  const { postgres, dataDir, settings, runAs } = options;
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = commandAs(runAs, postgres, ['-D', dataDir, ...flags]);
  const child = spawn(command.program, command.args, {
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
    ...command.ids,
  });
  const exited = new Promise<PostgresExit>((done) => {
    child.once('exit', (code, signal) => done({ code, signal }));
    child.once('error', () => done({ code: null, signal: null }));
  });
  const { pid } = child;
  if (pid === undefined) {
    throw new EmbeddedPostgresError(`Postgres could not be started from ${postgres}.`);
  }
  const lastErrors = followLog([child.stderr], {
    onLog: options.onLog,
    keep: 3,
    isKept: (line) => /FATAL|PANIC|ERROR|could not/.test(line),
  });
  const watcher = watchOwner('postgres-owner-watch', STOP_WITH_OWNER, [String(pid)]);
  void exited.then(() => watcher.dismiss());
  return {
    pid,
    onExit: (listener) => void exited.then(listener),
    stop: async () => {
      await stopPostgres(pid);
      await exited;
    },
    lastErrors,
  };
}
