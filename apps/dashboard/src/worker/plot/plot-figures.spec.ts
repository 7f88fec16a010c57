import { describe, expect, it } from '@jest/globals';
import { yRange, ySplits, type PlotFigures } from './plot-figures.ts';

function figures(p50: (number | null)[], p99: (number | null)[] = p50): PlotFigures {
  return { fromS: 0, toS: 10, x: p50.map((_, i) => i), p50, p95: p99, p99, dots: [] };
}

describe('yRange', () => {
  it('holds every value with room above', () => {
    const [min, max] = yRange(figures([2, 3, null], [5, 40, null]));
    expect(min).toBeLessThanOrEqual(2);
    expect(max).toBeGreaterThan(40);
  });

  it('gives a flat line room on both sides', () => {
    const [min, max] = yRange(figures([5, 5]));
    expect(max / min).toBeGreaterThan(8);
  });

  it('is never empty and never at zero', () => {
    expect(yRange(figures([]))).toEqual([1, 100]);
    expect(yRange(figures([0.1, 0.1]))[0]).toBeGreaterThan(0);
  });
});

describe('ySplits', () => {
  it.each([
    [1, 100, [1, 5, 10, 50, 100]],
    [0.5, 3, [0.5, 1, 2]],
    [3, 40, [5, 10, 20]],
    [0.2, 4000, [1, 10, 100, 1000]],
  ])('divides %p to %p at round places', (min, max, splits) => {
    expect(ySplits(min, max)).toEqual(splits);
  });

  it('always has at least two places, so that a scale can be read', () => {
    for (let min = 0.1; min < 5000; min *= 1.7) {
      for (const span of [9, 30, 1000]) {
        expect(ySplits(min, min * span).length).toBeGreaterThanOrEqual(2);
        expect(ySplits(min, min * span).length).toBeLessThanOrEqual(6);
      }
    }
  });
});
