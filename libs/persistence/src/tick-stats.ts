import { OUTCOMES, type OutcomeKind } from '@aispinner/domain';
import type { Database } from './database.ts';

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface TickSlice {
  readonly counts: Readonly<Record<OutcomeKind, number>>;
  /** Errors that count against the worker, among the ticks that ran; null where none ran. */
  readonly errorRate: number | null;
  readonly latenessMs: Percentiles | null;
  readonly durationMs: Percentiles | null;
}

interface SliceRow extends Record<OutcomeKind, bigint> {
  /** Null: the row is of the whole window. */
  slice: number | null;
  errors: bigint;
  lateness: number[] | null;
  maxLateness: number | null;
  duration: number[] | null;
  maxDuration: number | null;
}

const NOTHING: TickSlice = {
  counts: { ok: 0, error: 0, timeout: 0, killed: 0, skipped: 0 },
  errorRate: null,
  latenessMs: null,
  durationMs: null,
};

/** What became of a worker's due times, in numbers. */
export class TickStats {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /**
   * The window from `from` on, in `slices` slices of `sliceSeconds`, oldest first, and as a whole: its
   * percentiles are not those of its slices.
   */
  async read(
    tenantId: string,
    workerId: string,
    window: { from: Date; sliceSeconds: number; slices: number },
  ): Promise<{ total: TickSlice; slices: TickSlice[] }> {
    const { from, sliceSeconds, slices } = window;
    const to = new Date(from.getTime() + sliceSeconds * slices * 1000);
    const rows = await this.database.forTenant(
      tenantId,
      (tx) => tx.$queryRaw<SliceRow[]>`
        SELECT slice,
          coalesce(sum(count) FILTER (WHERE outcome = 'ok'), 0)::bigint AS ok,
          coalesce(sum(count) FILTER (WHERE outcome = 'error'), 0)::bigint AS error,
          coalesce(sum(count) FILTER (WHERE outcome = 'timeout'), 0)::bigint AS timeout,
          coalesce(sum(count) FILTER (WHERE outcome = 'killed'), 0)::bigint AS killed,
          coalesce(sum(count) FILTER (WHERE outcome = 'skipped'), 0)::bigint AS skipped,
          count(*) FILTER (WHERE outcome IN ('error', 'timeout') OR (outcome = 'killed'
            AND reason IS DISTINCT FROM 'runner_lost' AND reason IS DISTINCT FROM 'shutdown')
          )::bigint AS errors,
          percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY lateness_ms) AS lateness,
          max(lateness_ms) AS "maxLateness",
          percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY duration_ms) AS duration,
          max(duration_ms) AS "maxDuration"
        FROM (
          SELECT floor(extract(epoch FROM due_at - ${from}::timestamptz) / ${sliceSeconds}::int)::int
            AS slice, count, outcome, reason, lateness_ms, duration_ms
          FROM ticks
          WHERE worker_id = ${workerId} AND tenant_id = ${tenantId}
            AND due_at >= ${from} AND due_at < ${to}
        ) t
        GROUP BY GROUPING SETS ((slice), ())`,
    );
    const bySlice = new Map(rows.map((row) => [row.slice, sliceOf(row)]));
    return {
      total: bySlice.get(null) ?? NOTHING,
      slices: Array.from({ length: slices }, (_, i) => bySlice.get(i) ?? NOTHING),
    };
  }
}

function sliceOf(row: SliceRow): TickSlice {
  const counts = Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, Number(row[outcome])]),
  ) as Record<OutcomeKind, number>;
  const ran = counts.ok + counts.error + counts.timeout + counts.killed;
  return {
    counts,
    errorRate: ran === 0 ? null : Number(row.errors) / ran,
    latenessMs: percentilesOf(row.lateness, row.maxLateness),
    durationMs: percentilesOf(row.duration, row.maxDuration),
  };
}

function percentilesOf(values: number[] | null, max: number | null): Percentiles | null {
  const [p50, p95, p99] = values ?? [];
  if (p50 === undefined || p95 === undefined || p99 === undefined || max === null) return null;
  return { p50, p95, p99, max };
}
