import type { TickMessage } from '@aispinner/contracts';
import type { Clock } from '@aispinner/platform';

/** How often the schedulers' clock is asked, ms. */
const ASK_EVERY_MS = 1_000;

/** What was learned longer ago than this, or twice this, is forgotten: clocks drift. */
const REMEMBER_MS = 5_000;

export interface HoldParts {
  /** The clock that lateness is told by. */
  readonly clock: Clock;
  /** Ms of a clock that nobody sets. */
  readonly elapsedMs: () => number;
  readonly pause: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * Ticks come some ms before they are due (`AHEAD_MS` of the scheduler) and begin at their due time, by
 * the clock that the schedulers go by, which is not this machine's. An answer, or a message, says what
 * time it was there when it was sent, so it is at least that when it comes. The quickest of the last
 * seconds tells best, and no tick begins before its due time by that, however wrong the clocks here are. Nor by this
 * machine's own clock, which the ledger's instants are from, unless that one is behind the others.
 */
export class HoldUntilDue {
  private readonly parts: HoldParts;
  /** The most by which the schedulers' clock was seen to be ahead of `elapsedMs`, now and before. */
  private recent = -Infinity;
  private former = -Infinity;
  private renewAt = -Infinity;

  constructor(parts: HoldParts) {
    this.parts = parts;
  }

  /** Resolves at the due time of a tick that has just come; at once where that has passed. */
  async hold({ dueAt, queuedAt }: TickMessage): Promise<void> {
    const { clock, elapsedMs, pause } = this.parts;
    const receivedAt = elapsedMs();
    this.learn(queuedAt - receivedAt, receivedAt);
    // Then it is due there, had the message taken no time at all.
    const atLatest = receivedAt + (dueAt - queuedAt);
    for (;;) {
      const now = elapsedMs();
      const there = now + Math.max(this.recent, this.former);
      const restMs = Math.min(atLatest - now, dueAt - Math.min(there, clock.now()));
      if (restMs <= 0) return;
      await pause(Math.ceil(restMs));
    }
  }

  /** Asks what time it is there, epoch ms, every second, until the signal. Messages tell it too, if later. */
  async keepTime(ask: () => Promise<number>, signal: AbortSignal): Promise<void> {
    const { elapsedMs, pause } = this.parts;
    while (!signal.aborted) {
      const askedAt = elapsedMs();
      // Without an answer what is known is forgotten in time.
      const there = await ask().catch(() => null);
      if (there !== null) {
        // It was asked then, so it is not later there than this: a clock that seemed to be was set back.
        if (Math.max(this.recent, this.former) > there - askedAt) this.forget();
        const now = elapsedMs();
        this.learn(there - now, now);
      }
      await pause(ASK_EVERY_MS, signal);
    }
  }

  private forget(): void {
    this.recent = -Infinity;
    this.former = -Infinity;
  }

  private learn(aheadMs: number, now: number): void {
    if (now >= this.renewAt) {
      this.former = now >= this.renewAt + REMEMBER_MS ? -Infinity : this.recent;
      this.recent = -Infinity;
      this.renewAt = now + REMEMBER_MS;
    }
    this.recent = Math.max(this.recent, aheadMs);
  }
}
