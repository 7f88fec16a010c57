import { spawn, type ChildProcess } from 'node:child_process';
import type { ReadyMessage } from '@aispinner/platform';
import type { ProcessOutput } from './process-output.ts';
import { restartPauseMs } from './restart-rule.ts';

/** What to run, and with which settings. */
export interface ProcessPlan {
  readonly name: string;
  /** Program and arguments. */
  readonly command: readonly [string, ...string[]];
  /** Its whole environment: nothing else of ours reaches it. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A process that is started again whenever it ends, until `stop`. It runs in a process group of its
 * own, so that Ctrl-C reaches only the supervisor, which then stops all in order; its standard input
 * is a pipe that the supervisor never writes to: when that ends, the supervisor is gone.
 */
export class KeptProcess {
  /** Resolves when it has said for the first time that it can do its work. */
  readonly ready: Promise<void>;
  private readonly plan: ProcessPlan;
  private readonly output: ProcessOutput;
  private readonly report: (line: string) => void;
  private child: ChildProcess | null = null;
  private timer: NodeJS.Timeout | null = null;
  private pauseMs: number | null = null;
  private stopping = false;
  private readonly isReady = Promise.withResolvers<void>();

  constructor(plan: ProcessPlan, output: ProcessOutput, report: (line: string) => void) {
    this.ready = this.isReady.promise;
    this.plan = plan;
    this.output = output;
    this.report = report;
  }

  get name(): string {
    return this.plan.name;
  }

  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  start(): void {
    const [program, ...args] = this.plan.command;
    const startedAt = performance.now();
    const child = spawn(program, args, {
      env: { ...this.plan.env },
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    this.child = child;
    child.stdin?.on('error', () => undefined);
    child.on('message', (message) => {
      if (message === ('ready' satisfies ReadyMessage)) this.isReady.resolve();
    });
    child.stdout
      ?.setEncoding('utf8')
      .on('data', (text: string) => this.output.take('stdout', text));
    child.stderr
      ?.setEncoding('utf8')
      .on('data', (text: string) => this.output.take('stderr', text));
    let ended = false;
    const end = (why: string): void => {
      if (ended) return;
      ended = true;
      this.child = null;
      if (this.stopping) return;
      this.pauseMs = restartPauseMs(this.pauseMs, performance.now() - startedAt);
      this.report(`${this.plan.name} ended (${why}), starting it again in ${this.pauseMs} ms`);
      this.timer = setTimeout(() => this.start(), this.pauseMs);
    };
    child.once('error', (error) => end(error.message));
    // Not `close`: a grandchild that outlives it may hold its pipes.
    child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
    child.once('close', () => this.output.flush());
  }

  /** SIGTERM, and SIGKILL to its whole group if it has not ended after `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    if (this.timer !== null) clearTimeout(this.timer);
    const child = this.child;
    if (child === null) return;
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    child.kill('SIGTERM');
    const timer = setTimeout(() => {
      this.report(`${this.plan.name} did not stop within ${graceMs / 1000} s, ending it`);
      killGroup(child.pid);
    }, graceMs);
    await ended;
    clearTimeout(timer);
  }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Ended in the meantime.
  }
}
