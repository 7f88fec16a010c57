import { quantileOf, type LatenessParts } from '@aispinner/domain';
import type { Transaction } from './database.ts';
import type { Percentiles, SliceFigures, StatsWindow } from './tick-stats.ts';

interface SumRow {
  readonly slice: number;
  readonly ok: bigint;
  readonly error: bigint;
  readonly timeout: bigint;
  readonly killed: bigint;
  readonly skipped: bigint;
  readonly faults: bigint;
  /** Ticks that have a lateness. */
  readonly late: bigint;
  readonly maxLateness: number | null;
  readonly scheduler: number;
  readonly queue: number;
  readonly predecessor: number;
  readonly sandbox: number;
  readonly coldStart: number;
  readonly maxDuration: number | null;
}

interface BucketRow {
  readonly slice: number;
  readonly kind: 'lateness' | 'duration';
  readonly bucket: number;
  readonly met: number;
}

interface Worker {
  readonly tenantId: string;
  readonly workerId: string;
}

/** Puts the roll-ups of the minutes together: exact, but for the percentiles, which are within 1%. */
export async function statsOfMinutes(
  tx: Transaction,
  worker: Worker,
  window: StatsWindow,
): Promise<SliceFigures[]> {
  const sums = await readSums(tx, worker, window);
  const buckets = await readBuckets(tx, worker, window);
  const figures = sums.map((sum) =>
    figuresOf(
      sum.slice,
      [sum],
      buckets.filter((b) => b.slice === sum.slice),
    ),
  );
  return sums.length === 0 ? [] : [...figures, figuresOf(null, sums, buckets)];
}

function readSums(tx: Transaction, worker: Worker, window: StatsWindow): Promise<SumRow[]> {
  const { from, sliceSeconds } = window;
  return tx.$queryRaw<SumRow[]>`
    SELECT floor(extract(epoch FROM minute - ${from}::timestamptz) / ${sliceSeconds}::int)::int AS slice,
      sum(ok) AS ok, sum(error) AS error, sum(timeout) AS timeout, sum(killed) AS killed,
      sum(skipped) AS skipped, sum(faults) AS faults,
      sum(coalesce(cardinality(lateness_buckets), 0)) AS late, max(lateness_max_ms) AS "maxLateness",
      sum(scheduler_ms) AS scheduler, sum(queue_ms) AS queue, sum(predecessor_ms) AS predecessor,
      sum(sandbox_ms) AS sandbox, sum(cold_start_ms) AS "coldStart",
      max(duration_max_ms) AS "maxDuration"
    FROM tick_minutes
    WHERE worker_id = ${worker.workerId} AND tenant_id = ${worker.tenantId}
      AND minute >= ${from} AND minute < ${endOf(window)}
    GROUP BY 1`;
}

function readBuckets(tx: Transaction, worker: Worker, window: StatsWindow): Promise<BucketRow[]> {
  const { from, sliceSeconds } = window;
  return tx.$queryRaw<BucketRow[]>`
    SELECT slice, kind, bucket, count(*)::int AS met
    FROM (
      SELECT floor(extract(epoch FROM minute - ${from}::timestamptz) / ${sliceSeconds}::int)::int AS slice,
        lateness_buckets, duration_buckets
      FROM tick_minutes
      WHERE worker_id = ${worker.workerId} AND tenant_id = ${worker.tenantId}
        AND minute >= ${from} AND minute < ${endOf(window)}
    ) m
    CROSS JOIN LATERAL (
      SELECT 'lateness' AS kind, unnest(lateness_buckets) AS bucket
      UNION ALL SELECT 'duration', unnest(duration_buckets)
    ) b
    GROUP BY 1, 2, 3`;
}

function endOf({ from, sliceSeconds, slices }: StatsWindow): Date {
  return new Date(from.getTime() + sliceSeconds * slices * 1000);
}

function figuresOf(
  slice: number | null,
  rows: readonly SumRow[],
  buckets: readonly BucketRow[],
): SliceFigures {
  const sum = (of: (row: SumRow) => bigint | number): number =>
    rows.reduce((total, row) => total + Number(of(row)), 0);
  const largest = (of: (row: SumRow) => number | null): number | null =>
    rows.map(of).reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
  return {
    slice,
    counts: {
      ok: sum((r) => r.ok),
      error: sum((r) => r.error),
      timeout: sum((r) => r.timeout),
      killed: sum((r) => r.killed),
      skipped: sum((r) => r.skipped),
    },
    faults: sum((r) => r.faults),
    latenessMs: percentilesOf(
      buckets,
      'lateness',
      largest((r) => r.maxLateness),
    ),
    latenessParts: meansOf(sum),
    durationMs: percentilesOf(
      buckets,
      'duration',
      largest((r) => r.maxDuration),
    ),
  };
}

function meansOf(sum: (of: (row: SumRow) => bigint | number) => number): LatenessParts | null {
  const late = sum((r) => r.late);
  if (late === 0) return null;
  return {
    scheduler: sum((r) => r.scheduler) / late,
    queue: sum((r) => r.queue) / late,
    predecessor: sum((r) => r.predecessor) / late,
    sandbox: sum((r) => r.sandbox) / late,
    cold_start: sum((r) => r.coldStart) / late,
  };
}

function percentilesOf(
  buckets: readonly BucketRow[],
  kind: BucketRow['kind'],
  max: number | null,
): Percentiles | null {
  const sketch = new Map<number, number>();
  for (const row of buckets) {
    if (row.kind === kind) sketch.set(row.bucket, (sketch.get(row.bucket) ?? 0) + row.met);
  }
  // The middle of the last bucket may lie above the longest time that was met.
  const at = (q: number): number => Math.min(quantileOf(sketch, q) ?? 0, max ?? 0);
  return max === null ? null : { p50: at(0.5), p95: at(0.95), p99: at(0.99), max };
}
