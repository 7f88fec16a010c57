import { quantileOf, type LatenessParts } from '@aispinner/domain';
import type { Transaction } from './database.ts';
import { Prisma } from './generated/client.ts';
import type { Percentiles, SliceFigures, StatsWindow } from './slice-figures.ts';

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
  /** Slice and bucket in one number: one key to group by, for there are millions to be grouped. */
  readonly key: number;
  readonly met: number;
}

/** How often each bucket was met, slice by slice. */
type Sketches = ReadonlyMap<number, Map<number, number>>;

/** More than there are buckets. */
const BUCKETS = 4096;

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
  const sketches = {
    lateness: sketchesOf(await readBuckets(tx, 'lateness', worker, window)),
    duration: sketchesOf(await readBuckets(tx, 'duration', worker, window)),
  };
  const figures = sums.map((sum) => figuresOf(sum.slice, [sum], sketches));
  return sums.length === 0 ? [] : [...figures, figuresOf(null, sums, sketches)];
}

function sketchesOf(rows: readonly BucketRow[]): Sketches {
  const sketches = new Map<number, Map<number, number>>();
  for (const { key, met } of rows) {
    const slice = Math.floor(key / BUCKETS);
    const sketch = sketches.get(slice) ?? new Map<number, number>();
    sketches.set(slice, sketch.set(key % BUCKETS, met));
  }
  return sketches;
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

const BUCKET_COLUMNS = {
  lateness: Prisma.sql`lateness_buckets`,
  duration: Prisma.sql`duration_buckets`,
};

function readBuckets(
  tx: Transaction,
  of: keyof typeof BUCKET_COLUMNS,
  worker: Worker,
  window: StatsWindow,
): Promise<BucketRow[]> {
  const { from, sliceSeconds } = window;
  return tx.$queryRaw<BucketRow[]>`
    SELECT key, count(*)::int AS met
    FROM (
      SELECT slice * ${BUCKETS}::int + unnest(buckets) AS key
      FROM (
        SELECT floor(extract(epoch FROM minute - ${from}::timestamptz) / ${sliceSeconds}::int)::int AS slice,
          ${BUCKET_COLUMNS[of]} AS buckets
        FROM tick_minutes
        WHERE worker_id = ${worker.workerId} AND tenant_id = ${worker.tenantId}
          AND minute >= ${from} AND minute < ${endOf(window)}
        OFFSET 0 -- the slice is worked out once a minute, not once a tick
      ) m
    ) k
    GROUP BY key`;
}

function endOf({ from, sliceSeconds, slices }: StatsWindow): Date {
  return new Date(from.getTime() + sliceSeconds * slices * 1000);
}

function figuresOf(
  slice: number | null,
  rows: readonly SumRow[],
  sketches: { readonly lateness: Sketches; readonly duration: Sketches },
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
      sketches.lateness,
      rows,
      largest((r) => r.maxLateness),
    ),
    latenessParts: meansOf(sum),
    durationMs: percentilesOf(
      sketches.duration,
      rows,
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
  sketches: Sketches,
  rows: readonly SumRow[],
  max: number | null,
): Percentiles | null {
  const sketch = new Map<number, number>();
  for (const { slice } of rows) {
    for (const [bucket, met] of sketches.get(slice) ?? []) {
      sketch.set(bucket, (sketch.get(bucket) ?? 0) + met);
    }
  }
  // The middle of the last bucket may lie above the longest time that was met.
  const at = (q: number): number => Math.min(quantileOf(sketch, q) ?? 0, max ?? 0);
  return max === null ? null : { p50: at(0.5), p95: at(0.95), p99: at(0.99), max };
}
