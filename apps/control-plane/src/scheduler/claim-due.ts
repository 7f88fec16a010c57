import type { TickMessage } from '@aispinner/contracts';
import type { TickQueue } from '@aispinner/messaging';
import type { DueWorkers } from '@aispinner/persistence';
import type { Clock, Logger } from '@aispinner/platform';
import type { LiveEvents, WorkerLeases } from '@aispinner/state';
import { eventOf } from './live-event.ts';
import type { SchedulerMetrics } from './scheduler-metrics.ts';
import { tickMessageOf } from './tick-message.ts';

/** Workers of one claim: one short transaction, and one message batch. */
const BATCH = 500;

/** Due times closer than this share a claim, so that many workers do not mean many transactions. */
const GATHER_MS = 5;

/** Looked at this often even when nobody said that something changed: hints can be lost. */
const LOOK_EVERY_MS = 1_000;

export interface ClaimParts {
  readonly due: DueWorkers;
  readonly queue: TickQueue;
  readonly leases: WorkerLeases;
  readonly live: LiveEvents;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: SchedulerMetrics;
}

/** From the due set to the tick queue. */
export class ClaimDue {
  private readonly parts: ClaimParts;

  constructor(parts: ClaimParts) {
    this.parts = parts;
  }

  /**
   * Claims what is due and publishes it. Returns how long to rest: until the next due time of any
   * worker, or not at all while there is more. What is claimed and then cannot be published is left to
   * `RepublishUnfinished`.
   */
  async round(): Promise<number> {
    const { due, queue, live, clock, metrics } = this.parts;
    const nowMs = clock.now();
    const started = performance.now();
    const claimed = await due.claim<TickMessage>({
      nowMs,
      limit: BATCH,
      compose: (tick) => tickMessageOf(tick, clock.now()),
      running: (workerIds) => this.running(workerIds),
    });
    metrics.claim.observe((performance.now() - started) / 1000);
    for (const { reason, count } of claimed.skipped) {
      metrics.skipped.add(count, { reason: reason ?? 'unknown' });
    }
    if (claimed.messages.length > 0) {
      // The claim has been committed since they were composed: that time is the scheduler's, not the queue's.
      const queuedAt = clock.now();
      await queue.publish(claimed.messages.map((message) => ({ ...message, queuedAt })));
      const published = clock.now();
      metrics.published.add(claimed.messages.length);
      for (const { dueAt } of claimed.messages) {
        metrics.lag.observe(Math.max(0, published - dueAt) / 1000);
      }
    }
    if (claimed.skipped.length > 0) {
      await live.publish(claimed.skipped.map((skip) => eventOf('ticks', skip)));
    }
    if (claimed.workers === BATCH) return 0;
    const untilNextMs =
      claimed.nextDueAt === null ? LOOK_EVERY_MS : claimed.nextDueAt - clock.now();
    // Rows that somebody else holds at this moment are due and were not seen: they too wait this little.
    return Math.min(Math.max(untilNextMs, GATHER_MS), LOOK_EVERY_MS);
  }

  /** Only the reason of a skip hangs on it: without an answer, a skip is one all the same. */
  private async running(workerIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    try {
      return await this.parts.leases.running(workerIds);
    } catch (err) {
      this.parts.log.warn({ err }, 'leases not known');
      return new Map();
    }
  }
}
