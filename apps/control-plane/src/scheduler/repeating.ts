import { pauseFor, type Logger } from '@aispinner/platform';

const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 1_000;

export interface RepeatingOptions {
  /** Names the work in the log. */
  readonly name: string;
  readonly log: Logger;
  /** Called after each failure. */
  readonly onFailure?: () => void;
}

/**
 * Does its work again and again, never twice at once. The work says how long to rest, in ms; `wake`
 * ends a rest, and a wake during the work brings another round at once. A failure is logged and tried
 * again after a pause that grows to a second: a database that restarts ends nothing.
 */
export class Repeating {
  private readonly stopping = new AbortController();
  private rest = new AbortController();
  private woken = false;
  private readonly ended: Promise<void>;

  constructor(work: (signal: AbortSignal) => Promise<number>, options: RepeatingOptions) {
    this.ended = this.run(work, options);
  }

  wake(): void {
    this.woken = true;
    this.rest.abort();
  }

  /** Resolves when the round under way has ended. */
  stop(): Promise<void> {
    this.stopping.abort();
    this.rest.abort();
    return this.ended;
  }

  private async run(
    work: (signal: AbortSignal) => Promise<number>,
    { name, log, onFailure }: RepeatingOptions,
  ): Promise<void> {
    const { signal } = this.stopping;
    let failures = 0;
    while (!signal.aborted) {
      this.woken = false;
      try {
        const restMs = await work(signal);
        if (failures > 0) log.info({ work: name, failures }, 'works again');
        failures = 0;
        await this.restFor(restMs);
      } catch (err) {
        // Said once for an outage, not once for each try.
        if (failures === 0) log.warn({ err, work: name }, 'failed, trying again');
        onFailure?.();
        // A wake does not shorten this one.
        await pauseFor(Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS), signal);
        failures = Math.min(failures + 1, 30);
      }
    }
  }

  private async restFor(ms: number): Promise<void> {
    if (this.stopping.signal.aborted) return;
    this.rest = new AbortController();
    if (!this.woken) await pauseFor(ms, this.rest.signal);
  }
}
