import type { OutcomeMessage } from '@aispinner/contracts';
import type { LiveEvents } from '@aispinner/state';
import { isUnavailable, type Ledger } from '@aispinner/persistence';
import { InfraError } from '@aispinner/platform';
import { eventOf } from './live-event.ts';
import type { SchedulerMetrics } from './scheduler-metrics.ts';

export interface OutcomeParts {
  readonly ledger: Ledger;
  readonly live: LiveEvents;
  readonly metrics: SchedulerMetrics;
}

/** From the outcome stream to the ledger. Rejecting brings the batch again. */
export class RecordOutcomes {
  private readonly parts: OutcomeParts;

  constructor(parts: OutcomeParts) {
    this.parts = parts;
  }

  async record(batch: readonly OutcomeMessage[]): Promise<void> {
    const { ledger, live, metrics } = this.parts;
    const { ticks, failed } = await ledger.record(batch).catch(asInfraError);
    for (const { outcome } of ticks) metrics.outcomes.add(1, { outcome });
    await live.publish([
      ...ticks.map((tick) => eventOf('ticks', tick)),
      ...failed.map((worker) => eventOf('worker', worker)),
    ]);
  }
}

/** A database that is away is for the stream to wait for; anything else is wrong with the batch. */
export function asInfraError(cause: unknown): never {
  if (!isUnavailable(cause)) throw cause;
  throw new InfraError('the database did not answer', { retriable: true, cause });
}
