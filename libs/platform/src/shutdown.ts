import { fstatSync } from 'node:fs';
import type { Logger } from './logger.ts';

interface Step {
  readonly name: string;
  readonly run: () => Promise<void> | void;
}

/**
 * What a process has opened, closed in the reverse order, once, whatever asks for it. A step that
 * fails or hangs does not keep the others from running.
 */
export class ShutdownStack {
  private readonly steps: Step[] = [];
  private draining: Promise<void> | null = null;
  private readonly log: Logger;
  private readonly stepTimeoutMs: number;

  constructor(log: Logger, options: { stepTimeoutMs?: number } = {}) {
    this.log = log;
    this.stepTimeoutMs = options.stepTimeoutMs ?? 15_000;
  }

  /** Registers how to undo what was just opened. */
  push(name: string, run: Step['run']): void {
    this.steps.push({ name, run });
  }

  /** Runs every step, last opened first. Later calls get the same promise. */
  drain(): Promise<void> {
    this.draining ??= this.runAll();
    return this.draining;
  }

  private async runAll(): Promise<void> {
    for (const step of this.steps.reverse()) {
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('timed out')), this.stepTimeoutMs);
      });
      try {
        await Promise.race([Promise.resolve().then(step.run), timeout]);
      } catch (error) {
        this.log.error({ err: error, step: step.name }, 'shutdown step failed');
      } finally {
        clearTimeout(timer);
      }
    }
  }
}

/**
 * Drains on SIGTERM and SIGINT, and when the parent goes away where this process was started with a
 * pipe as its standard input by a supervisor (`watchParent`). Exits 0 once drained.
 */
export function drainOnSignals(
  stack: ShutdownStack,
  log: Logger,
  options: { watchParent: boolean },
): void {
  const stop = (cause: string): void => {
    log.info({ cause }, 'stopping');
    void stack.drain().then(() => process.exit(0));
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
  if (options.watchParent) {
    process.stdin.once('end', () => stop('parent ended'));
    process.stdin.once('error', () => stop('parent ended'));
    process.stdin.resume();
  }
}

/**
 * Whether standard input is a pipe, as a supervisor gives it to know of its end; not a terminal, a file
 * or /dev/null, as in a container.
 */
export function stdinIsPipe(): boolean {
  const stdin = fstatSync(0);
  return stdin.isFIFO() || stdin.isSocket();
}
