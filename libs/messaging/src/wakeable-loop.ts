import { pauseFor } from '@aispinner/platform';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

interface LoopOptions {
  readonly everyMs: number;
  /** How long a wake waits for others to come with it, in ms (default 0). */
  readonly gatherMs?: number;
  /** Hears of each failure and how many came in a row before it. */
  readonly onFailure: (error: unknown, before: number) => void;
}

/**
 * Does `work` when woken, and at least every `everyMs`, never twice at once; a wake during the work
 * brings one more round. `work` says whether there may be more to do at once. After a failure it
 * pauses, longer each time, and wakes do not shorten that.
 */
export class WakeableLoop {
  private readonly stopping = new AbortController();
  private woken = false;
  private rest: AbortController | null = null;
  private readonly ended: Promise<void>;

  constructor(work: () => Promise<'more' | 'rest'>, options: LoopOptions) {
    this.ended = this.run(work, options);
  }

  wake(): void {
    this.woken = true;
    this.rest?.abort();
  }

  /** Resolves when the round under way has ended; no other begins. */
  stop(): Promise<void> {
    this.stopping.abort();
    this.rest?.abort();
    return this.ended;
  }

  private async run(work: () => Promise<'more' | 'rest'>, options: LoopOptions): Promise<void> {
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      this.woken = false;
      try {
        const next = await work();
        failures = 0;
        if (next === 'rest') await this.restFor(options.everyMs, options.gatherMs ?? 0);
      } catch (error) {
        options.onFailure(error, failures);
        await pauseFor(
          Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS),
          this.stopping.signal,
        );
        failures += 1;
      }
    }
  }

  private async restFor(everyMs: number, gatherMs: number): Promise<void> {
    if (!this.woken && !this.stopping.signal.aborted) {
      this.rest = new AbortController();
      await pauseFor(everyMs, this.rest.signal);
      this.rest = null;
    }
    if (this.woken && gatherMs > 0) await pauseFor(gatherMs, this.stopping.signal);
  }
}
