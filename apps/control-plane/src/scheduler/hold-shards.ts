import type { Holding, SchedulerShards } from '@aispinner/persistence';
import type { Logger } from '@aispinner/platform';
import type { SchedulerMetrics } from './scheduler-metrics.ts';

const BEAT_EVERY_MS = 1_000;

/** No beat for so long: what this scheduler held is somebody else's by now, ms. */
const LOST_AFTER_MS = 3_000;

/** Work that one scheduler does for all goes with this shard: it has a holder as long as there is one. */
const CHORES_SHARD = 0;

export interface HoldParts {
  readonly shards: SchedulerShards;
  readonly metrics: Pick<SchedulerMetrics, 'shards' | 'schedulers'>;
  readonly log: Logger;
  /** Called when other shards than before are this scheduler's. */
  readonly onChange: (held: readonly number[]) => void;
}

/** Keeps this scheduler's share of all workers. */
export class HoldShards {
  private readonly parts: HoldParts;
  private held: readonly number[] = [];
  private lastBeatAt = -Infinity;

  constructor(parts: HoldParts) {
    this.parts = parts;
  }

  /** Returns how long to rest, ms. */
  async round(): Promise<number> {
    const startedAt = performance.now();
    this.note(await this.parts.shards.beat());
    this.lastBeatAt = startedAt;
    // The time that a beat takes is not added to the time between two.
    return Math.max(0, startedAt + BEAT_EVERY_MS - performance.now());
  }

  /** Whether this scheduler does what needs doing once, by its last beat. Two may for a moment. */
  doesChores(): boolean {
    return !this.isLost() && this.held.includes(CHORES_SHARD);
  }

  /** No beat came through for longer than the shards are kept. */
  isLost(): boolean {
    return performance.now() - this.lastBeatAt > LOST_AFTER_MS;
  }

  private note({ shards, schedulers }: Holding): void {
    const { metrics, log, onChange } = this.parts;
    metrics.shards.set(shards.length);
    metrics.schedulers.set(schedulers);
    if (shards.length === this.held.length && shards.every((s, i) => s === this.held[i])) return;
    log.info({ shards: shards.length, before: this.held.length, schedulers }, 'shards changed');
    this.held = shards;
    onChange(shards);
  }
}
