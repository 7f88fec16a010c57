import type { TickMessage } from '@aispinner/contracts';
import type { TickQueue } from '@aispinner/messaging';
import type { Claimed, DueWorkers } from '@aispinner/persistence';
import { pauseFor, type Logger } from '@aispinner/platform';
import type { LiveEvents, WorkerLeases } from '@aispinner/state';
import { eventOf } from './live-event.ts';
import type { SchedulerMetrics } from './scheduler-metrics.ts';
import { tickMessageOf } from './tick-message.ts';

/** Workers of one claim, about: one short transaction, and one message batch. */
const BATCH = 512;

/**
 * A claim takes what is due within so many ms: many ticks of different due times share a transaction, a
 * publication and a fetch, and are with a runner when their time comes. The runner waits for it.
 */
export const AHEAD_MS = 50;

/** A claim begins so long before the first due time that it is for: what claiming and sending take, ms. */
const LEAD_MS = 20;

/** Never less between two claims, so that many workers do not mean many transactions. */
const GATHER_MS = 5;

/** Looked at this often even when nobody said that something changed: hints can be lost. */
export const LOOK_EVERY_MS = 1_000;

/**
 * Between two looks at everything, only due times since this long before the first unclaimed one are
 * looked at. What may lie further back: a row that somebody held at that moment, or that was stored late.
 */
const LOOK_BACK_MS = 2_000;

/** Skips can be recorded without the leases' word on them, ms. */
const RUNNING_WITHIN_MS = 1_000;

export interface ClaimParts {
  /** The scheduler that claims, as its shards know it. */
  readonly owner: string;
  readonly due: DueWorkers;
  readonly queue: TickQueue;
  readonly leases: WorkerLeases;
  readonly live: LiveEvents;
  readonly log: Logger;
  readonly metrics: SchedulerMetrics;
  /** `LOOK_EVERY_MS`, but for tests of hints. */
  readonly lookEveryMs: number;
}

/**
 * From the due set to the tick queue. What is due, and how long to rest until the next is, follows from
 * the database's clock: this process's own may be wrong, or jump, and no tick is early for it.
 */
export class ClaimDue {
  private readonly parts: ClaimParts;
  private shards = 1;
  private sinceMs: number | null = null;
  private lookedAtAllAt = -Infinity;

  constructor(parts: ClaimParts) {
    this.parts = parts;
  }

  /** How many shards are claimed for; a batch is divided among them. */
  divideBy(shards: number): void {
    this.shards = Math.max(1, shards);
    this.lookAtAll();
  }

  /** Something may be due that was not before: the next round leaves nothing out. */
  lookAtAll(): void {
    this.lookedAtAllAt = -Infinity;
  }

  /**
   * Claims what is due and publishes it. Returns how long to rest: until the next due time of any
   * worker, or not at all while there is more. What is claimed and then cannot be published is left to
   * `RepublishUnfinished`.
   */
  async round(): Promise<number> {
    const { owner, due, metrics, lookEveryMs } = this.parts;
    const startedAt = performance.now();
    if (startedAt - this.lookedAtAllAt >= lookEveryMs) {
      this.sinceMs = null;
      this.lookedAtAllAt = startedAt;
    }
    const { sinceMs } = this;
    let composedAt = startedAt;
    const claimed = await due.claim<TickMessage>({
      owner,
      nowMs: null,
      aheadMs: AHEAD_MS,
      sinceMs,
      perShard: Math.ceil(BATCH / this.shards),
      compose: (tick, nowMs) => {
        composedAt = performance.now();
        return tickMessageOf(tick, nowMs);
      },
      running: (workerIds) => this.running(workerIds),
    });
    metrics.claim.observe((performance.now() - startedAt) / 1000);
    await this.publish(claimed, composedAt);
    if (claimed.more) return 0;
    const { left } = claimed;
    // Those that were left are due at their time and not ahead of it: what comes after them is.
    const { dueAt, nowMs } = await due.next(owner, left?.lookedUntilMs ?? sinceMs);
    this.sinceMs = Math.min(dueAt ?? nowMs, nowMs) - LOOK_BACK_MS;
    const untilNextMs = Math.min(
      (dueAt ?? Infinity) - LEAD_MS - nowMs,
      (left?.firstDueAt ?? Infinity) - nowMs,
    );
    // Rows that somebody else holds at this moment are due and were not seen: they too wait this little.
    return Math.min(Math.max(untilNextMs, GATHER_MS), lookEveryMs);
  }

  /** `composedAt` is when the messages were, ms of `performance.now()`. */
  private async publish(
    { messages, skipped }: Claimed<TickMessage>,
    composedAt: number,
  ): Promise<void> {
    const { queue, live, metrics } = this.parts;
    for (const { reason, count } of skipped) {
      metrics.skipped.add(count, { reason: reason ?? 'unknown' });
    }
    if (messages.length > 0) {
      // The claim has been committed since they were composed: that time is the scheduler's, not the queue's.
      // Rounded down: a runner tells from it what time it is at least (`HoldUntilDue`).
      const sinceMs = Math.floor(performance.now() - composedAt);
      await queue.publish(messages.map((m) => ({ ...m, queuedAt: m.queuedAt + sinceMs })));
      const untilMs = performance.now() - composedAt;
      metrics.published.add(messages.length);
      for (const { dueAt, queuedAt } of messages) {
        metrics.lag.observe(Math.max(0, queuedAt + untilMs - dueAt) / 1000);
      }
    }
    if (skipped.length > 0) await live.publish(skipped.map((skip) => eventOf('ticks', skip)));
  }

  /** Only the reason of a skip hangs on it: without an answer, a skip is one all the same. */
  private async running(workerIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const unknown = new Map<string, string>();
    const within = new AbortController();
    try {
      // Asked while the workers' rows are locked, so it must not wait for an engine that is away.
      return await Promise.race([
        this.parts.leases.running(workerIds),
        pauseFor(RUNNING_WITHIN_MS, within.signal).then(() => unknown),
      ]);
    } catch (err) {
      this.parts.log.warn({ err }, 'leases not known');
      return unknown;
    } finally {
      within.abort();
    }
  }
}
