import type { LogMessage } from '@aispinner/contracts';
import type { LiveEvents } from '@aispinner/state';
import type { LogLines } from '@aispinner/persistence';
import { eventOf } from './live-event.ts';
import { asInfraError } from './record-outcomes.ts';
import type { SchedulerMetrics } from './scheduler-metrics.ts';

export interface LogParts {
  readonly lines: LogLines;
  readonly live: LiveEvents;
  readonly metrics: SchedulerMetrics;
}

/** From the log stream to where logs are read. Rejecting brings the batches again. */
export class RecordLogs {
  private readonly parts: LogParts;

  constructor(parts: LogParts) {
    this.parts = parts;
  }

  async record(batches: readonly LogMessage[]): Promise<void> {
    const { lines, live, metrics } = this.parts;
    await lines.append(batches).catch(asInfraError);
    metrics.logLines.add(batches.reduce((sum, batch) => sum + batch.lines.length, 0));
    await live.publish(batches.map((batch) => eventOf('logs', batch)));
  }
}
