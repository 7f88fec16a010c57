import type { TickView, WorkerView } from '@aispinner/contracts';
import { countsAsError } from '@aispinner/domain';
import { quantile } from '../format/number.ts';

export interface Sums {
  readonly workers: number;
  readonly running: number;
  /** Workers that have failed, or whose last ticks were errors. */
  readonly ailing: number;
  readonly ticks: number;
  readonly faults: number;
  /** Of the ticks that ran, 0 to 1; null where none did. */
  readonly errorRate: number | null;
  readonly latenessP95Ms: number | null;
}

export function sumUp(
  workers: readonly Pick<WorkerView, 'status' | 'consecutiveErrors'>[],
  tapes: readonly (readonly TickView[])[],
): Sums {
  const ran = tapes.flat().filter((tick) => tick.outcome !== 'skipped');
  const faults = ran.filter((tick) => countsAsError(tick.outcome, tick.reason)).length;
  const lateness = ran.flatMap(({ latenessMs }) => (latenessMs === null ? [] : [latenessMs]));
  return {
    workers: workers.length,
    running: workers.filter((each) => each.status === 'running').length,
    ailing: workers.filter((each) => each.status === 'failed' || each.consecutiveErrors > 0).length,
    ticks: ran.length,
    faults,
    errorRate: ran.length === 0 ? null : faults / ran.length,
    latenessP95Ms: quantile(lateness, 0.95),
  };
}
