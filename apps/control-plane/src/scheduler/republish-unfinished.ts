import type { TickQueue } from '@aispinner/messaging';
import type { UnfinishedTicks } from '@aispinner/persistence';
import type { Logger } from '@aispinner/platform';
import type { WorkerLeases } from '@aispinner/state';
import type { SchedulerMetrics } from './scheduler-metrics.ts';
import { tickMessageOf } from './tick-message.ts';

/** A tick that was sent so long ago, runs nowhere and has no outcome may have been lost, ms. */
const SUSPECT_AFTER_MS = 5_000;
const LOOK_EVERY_MS = 2_000;
const BATCH = 1_000;

export interface RepublishParts {
  /** The scheduler that looks, as its shards know it. */
  readonly owner: string;
  readonly unfinished: UnfinishedTicks;
  readonly queue: TickQueue;
  readonly leases: WorkerLeases;
  readonly log: Logger;
  readonly metrics: SchedulerMetrics;
}

/**
 * Brings back what fell between claiming and the queue. Publishing a tick that is still queued does
 * nothing, and one that has run is known by its lease, so a wrong suspicion costs a message.
 */
export class RepublishUnfinished {
  private readonly parts: RepublishParts;

  constructor(parts: RepublishParts) {
    this.parts = parts;
  }

  /** Returns how long to rest, ms. */
  async round(): Promise<number> {
    const { owner, unfinished, leases, queue, log, metrics } = this.parts;
    const freed = await unfinished.freeRecorded(owner, SUSPECT_AFTER_MS);
    if (freed > 0) log.warn({ workers: freed }, 'freed workers whose tick was recorded already');
    const suspects = await unfinished.list(owner, SUSPECT_AFTER_MS, BATCH);
    if (suspects.length === 0) return LOOK_EVERY_MS;
    const running = await leases.running(suspects.map(({ tick }) => tick.workerId));
    const messages = suspects
      .filter(({ tick }) => running.get(tick.workerId) !== tick.tickId)
      .map(({ tick, sinceMs }) => tickMessageOf(tick, Math.max(sinceMs, tick.dueAt)));
    if (messages.length > 0) {
      await queue.publish(messages);
      metrics.republished.add(messages.length);
      log.info({ ticks: messages.length }, 'ticks without an outcome published again');
    }
    return LOOK_EVERY_MS;
  }
}
