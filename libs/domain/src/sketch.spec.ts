import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quantileOf, timeOfBucket, type Sketch } from './sketch.ts';

/** As the database numbers them. */
function bucketOf(ms: number): number {
  return ms <= 0.05 ? 0 : Math.ceil(Math.log(ms / 0.05) / Math.log(1.02));
}

function sketchOf(times: readonly number[]): Sketch {
  const sketch = new Map<number, number>();
  for (const ms of times) sketch.set(bucketOf(ms), (sketch.get(bucketOf(ms)) ?? 0) + 1);
  return sketch;
}

function exactQuantile(times: readonly number[], q: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  const rank = q * (sorted.length - 1);
  const low = sorted[Math.floor(rank)] ?? 0;
  const high = sorted[Math.ceil(rank)] ?? 0;
  return low + (high - low) * (rank - Math.floor(rank));
}

const time = fc.double({ min: 0, max: 86_400_000, noNaN: true });
const times = fc.array(fc.oneof(time, fc.double({ min: 0, max: 50, noNaN: true })), {
  minLength: 1,
  maxLength: 200,
});

describe('a sketch of times', () => {
  it('stands for each time within 1%, and for the very small within 0.05 ms', () => {
    fc.assert(
      fc.property(time, (ms) => {
        const off = Math.abs(timeOfBucket(bucketOf(ms)) - ms);
        expect(off).toBeLessThanOrEqual(Math.max(0.05, ms * 0.01));
      }),
    );
  });

  it('has every quantile within 1% of the exact one, however it was put together', () => {
    fc.assert(
      fc.property(times, times, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, q) => {
        const exact = exactQuantile([...a, ...b], q);
        const merged = quantileOf(sketchOf([...b, ...a]), q) ?? Number.NaN;
        expect(Math.abs(merged - exact)).toBeLessThanOrEqual(Math.max(0.05, exact * 0.0101));
      }),
    );
  });

  it('has no quantile of nothing', () => {
    expect(quantileOf(new Map(), 0.5)).toBeNull();
  });
});
