import type { Messaging, StreamConsumer } from '@aispinner/messaging';
import {
  DueWorkers,
  Ledger,
  LogLines,
  Retention,
  SchedulerShards,
  UnfinishedTicks,
  type Database,
} from '@aispinner/persistence';
import { newId, pauseFor, type Clock, type Logger } from '@aispinner/platform';
import type { LiveEvents, WorkerLeases } from '@aispinner/state';
import { ClaimDue, LOOK_EVERY_MS } from './claim-due.ts';
import { HoldShards } from './hold-shards.ts';
import { RecordLogs } from './record-logs.ts';
import { RecordOutcomes } from './record-outcomes.ts';
import { RemoveExpired } from './remove-expired.ts';
import { Repeating } from './repeating.ts';
import { RepublishUnfinished } from './republish-unfinished.ts';
import type { SchedulerMetrics } from './scheduler-metrics.ts';

/** Records of one batch: one transaction. */
const OUTCOME_BATCH = 500;
const LOG_BATCH = 500;

/** No outcome for so long: what waited in the stream while no scheduler ran has been recorded, ms. */
const QUIET_MS = 150;
const QUIET_WITHIN_MS = 5_000;

/** Whether chores have become this scheduler's is looked at this often, ms. */
const CHORES_LOOK_EVERY_MS = 5_000;

/** A claim round older than this: the scheduler does not do its work. */
const STALLED_AFTER_MS = 5_000;

export interface SchedulerParts {
  readonly database: Database;
  readonly bus: Pick<Messaging, 'ticks' | 'outcomes' | 'logs'>;
  readonly live: LiveEvents;
  readonly leases: WorkerLeases;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: SchedulerMetrics;
  /** How often due times are looked for when nobody says that there are new ones, ms; default: each second. */
  readonly lookEveryMs?: number;
}

/**
 * Everything that happens to a tick outside its runner: it becomes due and is queued; its outcome and
 * log come back and are recorded; it is looked for when they do not; and in the end it is forgotten.
 *
 * Several schedulers share the work. What a worker needs is done by the one that holds its shard:
 * claiming, looking for what got lost. Outcomes and logs are recorded by whoever receives them, and
 * absorbed when they repeat. What needs doing once, such as retention, goes with one of the shards.
 */
export class Scheduler {
  private readonly parts: SchedulerParts;
  private readonly id = newId('scheduler');
  private readonly shards: SchedulerShards;
  private loops: readonly Repeating[] = [];
  private beats: Repeating | null = null;
  private hold: HoldShards | null = null;
  private consumers: readonly StreamConsumer[] = [];
  private readonly stopping = new AbortController();
  private lastRoundAt = -Infinity;
  private lastOutcomeAt = -Infinity;

  constructor(parts: SchedulerParts) {
    this.parts = parts;
    this.shards = new SchedulerShards(parts.database, this.id);
  }

  async start(): Promise<void> {
    const { database, bus, live, leases, clock, log, metrics } = this.parts;
    const ledger = new Ledger(database);
    const owner = this.id;
    const claim = new ClaimDue({
      owner,
      due: new DueWorkers(database),
      queue: bus.ticks,
      leases,
      live,
      log,
      metrics,
      lookEveryMs: this.parts.lookEveryMs ?? LOOK_EVERY_MS,
    });
    const unfinished = new UnfinishedTicks(database);
    const republish = new RepublishUnfinished({
      owner,
      unfinished,
      queue: bus.ticks,
      leases,
      log,
      metrics,
    });
    const retention = new RemoveExpired(new Retention(database), clock, metrics);
    const outcomes = new RecordOutcomes({ ledger, live, metrics });
    const logs = new RecordLogs({ lines: new LogLines(database), live, metrics });

    const consumerId = owner;
    // The recorders first: a worker whose outcome waits to be recorded would be skipped as busy.
    this.consumers = [
      await bus.outcomes.consume({ consumerId, maxBatch: OUTCOME_BATCH }, (batch) => {
        this.lastOutcomeAt = performance.now();
        return outcomes.record(batch);
      }),
      await bus.logs.consume({ consumerId, maxBatch: LOG_BATCH }, (batch) => logs.record(batch)),
    ];
    await this.untilQuiet();
    const due = this.repeat('claim', async () => {
      const restMs = await claim.round();
      this.lastRoundAt = performance.now();
      return restMs;
    });
    const claimAtOnce = (): void => {
      claim.lookAtAll();
      due.wake();
    };
    const hold = new HoldShards({
      shards: this.shards,
      metrics,
      log,
      onChange: (held) => {
        claim.divideBy(held.length);
        due.wake();
      },
    });
    this.hold = hold;
    this.beats = this.repeat('shards', () => hold.round());
    this.loops = [
      due,
      this.repeat('republish', () => republish.round()),
      this.repeat('retention', async (signal) =>
        hold.doesChores() ? retention.round(signal) : CHORES_LOOK_EVERY_MS,
      ),
    ];
    // Not waited for: ticks go on without it, a changed interval is then seen within a second.
    void this.listen(claimAtOnce);
  }

  /** Null while due workers are claimed; else why not. */
  notReady(): string | null {
    if (this.hold === null || this.hold.isLost()) return 'shards are not being renewed';
    const ageMs = performance.now() - this.lastRoundAt;
    return ageMs < STALLED_AFTER_MS ? null : 'due workers are not being claimed';
  }

  /** Claims no more, hands its workers to the other schedulers, then records what has come so far. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.loops.map((loop) => loop.stop()));
    await this.beats?.stop();
    await this.leave();
    await Promise.all(this.consumers.map((consumer) => consumer.close()));
  }

  /** Without an answer they are free when the lease has run out. */
  private async leave(): Promise<void> {
    if (this.beats === null) return;
    await this.shards
      .leave()
      .catch((err: unknown) => this.parts.log.warn({ err }, 'shards not handed on'));
  }

  private async untilQuiet(): Promise<void> {
    const startedAt = performance.now();
    for (;;) {
      await pauseFor(QUIET_MS / 3, this.stopping.signal);
      const now = performance.now();
      const quiet = now - Math.max(this.lastOutcomeAt, startedAt) >= QUIET_MS;
      if (quiet || now - startedAt > QUIET_WITHIN_MS || this.stopping.signal.aborted) return;
    }
  }

  private repeat(name: string, work: (signal: AbortSignal) => Promise<number>): Repeating {
    const { log, metrics } = this.parts;
    const onFailure = (): void => metrics.failures.add(1, { work: name });
    return new Repeating(work, { name, log, onFailure });
  }

  /** Wakes the claims when a worker was started or its interval changed: that takes effect at once. */
  private async listen(claimAtOnce: () => void): Promise<void> {
    const { live, log } = this.parts;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        const unsubscribe = await live.subscribe(({ kind }) => {
          if (kind === 'schedule') claimAtOnce();
        });
        signal.addEventListener('abort', () => void unsubscribe(), { once: true });
        return;
      } catch (err) {
        log.warn({ err }, 'no live events, trying again');
        await pauseFor(1_000, signal);
      }
    }
  }
}
