import type { LatenessParts, OutcomeKind } from '@aispinner/domain';
import type { Transaction } from './database.ts';
import type { Percentiles, SliceFigures, StatsWindow } from './slice-figures.ts';

interface SliceRow extends Record<OutcomeKind, bigint> {
  readonly slice: number | null;
  readonly faults: bigint;
  readonly lateness: number[] | null;
  readonly maxLateness: number | null;
  readonly parts: (number | null)[];
  readonly duration: number[] | null;
  readonly maxDuration: number | null;
}

/** Counts the ticks themselves. */
export async function statsOfTicks(
  tx: Transaction,
  { tenantId, workerId }: { tenantId: string; workerId: string },
  { from, sliceSeconds, slices }: StatsWindow,
): Promise<SliceFigures[]> {
  const to = new Date(from.getTime() + sliceSeconds * slices * 1000);
  const rows = await tx.$queryRaw<SliceRow[]>`
    SELECT slice,
      coalesce(sum(count) FILTER (WHERE outcome = 'ok'), 0)::bigint AS ok,
      coalesce(sum(count) FILTER (WHERE outcome = 'error'), 0)::bigint AS error,
      coalesce(sum(count) FILTER (WHERE outcome = 'timeout'), 0)::bigint AS timeout,
      coalesce(sum(count) FILTER (WHERE outcome = 'killed'), 0)::bigint AS killed,
      coalesce(sum(count) FILTER (WHERE outcome = 'skipped'), 0)::bigint AS skipped,
      count(*) FILTER (WHERE outcome IN ('error', 'timeout') OR (outcome = 'killed'
        AND reason IS DISTINCT FROM 'runner_lost' AND reason IS DISTINCT FROM 'shutdown')
      )::bigint AS faults,
      percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY lateness_ms) AS lateness,
      max(lateness_ms) AS "maxLateness",
      ARRAY[
        avg((parts ->> 'scheduler')::float8),
        avg((parts ->> 'queue')::float8),
        avg((parts ->> 'predecessor')::float8),
        avg((parts ->> 'sandbox')::float8),
        avg((parts ->> 'cold_start')::float8)
      ] AS parts,
      percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY duration_ms) AS duration,
      max(duration_ms) AS "maxDuration"
    FROM (
      SELECT floor(extract(epoch FROM due_at - ${from}::timestamptz) / ${sliceSeconds}::int)::int
        AS slice, count, outcome, reason, lateness_ms, parts, duration_ms
      FROM ticks
      WHERE worker_id = ${workerId} AND tenant_id = ${tenantId}
        AND due_at >= ${from} AND due_at < ${to}
    ) t
    GROUP BY GROUPING SETS ((slice), ())`;
  return rows.map((row) => ({
    slice: row.slice,
    counts: {
      ok: Number(row.ok),
      error: Number(row.error),
      timeout: Number(row.timeout),
      killed: Number(row.killed),
      skipped: Number(row.skipped),
    },
    faults: Number(row.faults),
    latenessMs: percentilesOf(row.lateness, row.maxLateness),
    latenessParts: partsOf(row.parts),
    durationMs: percentilesOf(row.duration, row.maxDuration),
  }));
}

function percentilesOf(values: number[] | null, max: number | null): Percentiles | null {
  const [p50, p95, p99] = values ?? [];
  if (p50 === undefined || p95 === undefined || p99 === undefined || max === null) return null;
  return { p50, p95, p99, max };
}

function partsOf(means: readonly (number | null)[]): LatenessParts | null {
  const [scheduler, queue, predecessor, sandbox, coldStart] = means.map((mean) => mean ?? 0);
  if (means.every((mean) => mean === null)) return null;
  return {
    scheduler: scheduler ?? 0,
    queue: queue ?? 0,
    predecessor: predecessor ?? 0,
    sandbox: sandbox ?? 0,
    cold_start: coldStart ?? 0,
  };
}
