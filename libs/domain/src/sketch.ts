/**
 * Times in buckets, each at most 1% to either side of its middle: lists of bucket numbers merge by
 * being joined, and any quantile of any range comes out of them. The ledger numbers the buckets where
 * it writes (`aispinner_bucket` of the migrations); this is how they are read.
 */
const FLOOR_MS = 0.05;
const GROWTH = 1.02;

/** How often each bucket was met. */
export type Sketch = ReadonlyMap<number, number>;

/** The time that stands for a bucket, ms. Bucket 0 is of times up to 0.05 ms, and stands for none. */
export function timeOfBucket(bucket: number): number {
  return bucket === 0 ? 0 : (FLOOR_MS * GROWTH ** bucket * 2) / (GROWTH + 1);
}

/**
 * The `q`-quantile (0 to 1) of what was met, ms, between two neighbours in proportion, as Postgres'
 * `percentile_cont` has it; null where nothing was met.
 */
export function quantileOf(sketch: Sketch, q: number): number | null {
  const met = [...sketch].sort(([a], [b]) => a - b);
  const total = met.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return null;
  const rank = q * (total - 1);
  const low = timeOfBucket(bucketAt(met, Math.floor(rank)));
  const high = timeOfBucket(bucketAt(met, Math.ceil(rank)));
  return low + (high - low) * (rank - Math.floor(rank));
}

function bucketAt(met: readonly (readonly [number, number])[], rank: number): number {
  let passed = 0;
  for (const [bucket, count] of met) {
    passed += count;
    if (rank < passed) return bucket;
  }
  return met.at(-1)?.[0] ?? 0;
}
