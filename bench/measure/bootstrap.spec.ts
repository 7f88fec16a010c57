import { describe, expect, it } from '@jest/globals';
import { ratioInterval } from './bootstrap.ts';

/** Numbers from 0 up to 1 that are the same in each run. */
function seeded(): () => number {
  let state = 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const blocks = (count: number, value: (n: number) => number): number[][] =>
  Array.from({ length: count }, (_, block) =>
    Array.from({ length: 5 }, (_, n) => value(block * 5 + n)),
  );
const interval = (a: number[][], b: number[][]) =>
  ratioInterval(a, b, { at: 'p99', random: seeded() });

describe('the interval of a ratio of percentiles', () => {
  it('is one number where everything is alike', () => {
    const alike = blocks(20, () => 10);
    expect(
      interval(
        blocks(20, () => 20),
        alike,
      ),
    ).toEqual({ low: 2, high: 2 });
  });

  it('holds the ratio of two samples of the same, and not that of others', () => {
    const noisy = (seed: number): number[][] => blocks(60, (n) => 10 + ((n * 47 + seed) % 101));
    const same = interval(noisy(3), noisy(58));
    expect(same?.low).toBeLessThanOrEqual(1);
    expect(same?.high).toBeGreaterThanOrEqual(1);
    const doubled = noisy(3).map((block) => block.map((ms) => 2 * ms));
    expect(interval(doubled, noisy(58))?.low).toBeGreaterThan(1.5);
  });

  it('is wide where all that is slow fell into one block', () => {
    const quiet = blocks(60, () => 10);
    const once = quiet.map((block, n) => (n === 0 ? block.map(() => 100) : block));
    expect(interval(once, quiet)).toEqual({ low: 1, high: 10 });
  });

  it('is nothing of nothing', () => {
    expect(interval([], [])).toBeNull();
  });
});
