import type { Retention, RetainedTable } from '@aispinner/persistence';
import type { Clock } from '@aispinner/platform';
import type { SchedulerMetrics } from './scheduler-metrics.ts';

const EVERY_MS = 10 * 60_000;

/** Removes what is past the time that its tenant's plan keeps it. */
export class RemoveExpired {
  private readonly retention: Retention;
  private readonly clock: Clock;
  private readonly metrics: Pick<SchedulerMetrics, 'removed'>;

  constructor(retention: Retention, clock: Clock, metrics: Pick<SchedulerMetrics, 'removed'>) {
    this.retention = retention;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Returns how long to rest, ms. The signal ends it between two steps. */
  async round(signal: AbortSignal): Promise<number> {
    const removed = await this.retention.removeExpired(this.clock.now(), signal);
    for (const table of Object.keys(removed) as RetainedTable[]) {
      this.metrics.removed.add(removed[table], { table });
    }
    return EVERY_MS;
  }
}
