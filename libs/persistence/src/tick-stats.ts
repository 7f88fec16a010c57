import { OUTCOMES, type LatenessParts, type OutcomeKind } from '@aispinner/domain';
import type { Database } from './database.ts';
import { statsOfMinutes } from './minute-stats.ts';
import { statsOfTicks } from './raw-stats.ts';
import type { Percentiles, SliceFigures, StatsWindow } from './slice-figures.ts';

export interface TickSlice {
  readonly counts: Readonly<Record<OutcomeKind, number>>;
  /** Errors that count against the worker, among the ticks that ran; null where none ran. */
  readonly errorRate: number | null;
  readonly latenessMs: Percentiles | null;
  /** The mean of each part: they sum to the mean lateness. */
  readonly latenessParts: LatenessParts | null;
  readonly durationMs: Percentiles | null;
}

const NOTHING: TickSlice = {
  counts: { ok: 0, error: 0, timeout: 0, killed: 0, skipped: 0 },
  errorRate: null,
  latenessMs: null,
  latenessParts: null,
  durationMs: null,
};

/** Up to this long, single ticks are counted: exact, and still there under every plan. */
const RAW_SECONDS = 3600;

/** What became of a worker's due times, in numbers. */
export class TickStats {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /**
   * The window's slices, and the window as a whole: its percentiles are not those of its slices. More
   * than an hour comes out of the roll-ups, which outlive the ticks; its slices must be whole minutes.
   */
  async read(
    tenantId: string,
    workerId: string,
    window: StatsWindow,
  ): Promise<{ total: TickSlice; slices: TickSlice[] }> {
    const { sliceSeconds, slices } = window;
    const source = sliceSeconds * slices > RAW_SECONDS ? statsOfMinutes : statsOfTicks;
    const figures = await this.database.forTenant(tenantId, (tx) =>
      source(tx, { tenantId, workerId }, window),
    );
    const bySlice = new Map(figures.map((f) => [f.slice, sliceOf(f)]));
    return {
      total: bySlice.get(null) ?? NOTHING,
      slices: Array.from({ length: slices }, (_, i) => bySlice.get(i) ?? NOTHING),
    };
  }
}

function sliceOf(figures: SliceFigures): TickSlice {
  const { counts, faults, latenessMs, latenessParts, durationMs } = figures;
  const ran = OUTCOMES.reduce((sum, o) => sum + (o === 'skipped' ? 0 : counts[o]), 0);
  const errorRate = ran === 0 ? null : faults / ran;
  return { counts, errorRate, latenessMs, latenessParts, durationMs };
}
