import { describe, expect, it } from '@jest/globals';
import { percentiles, ratio } from './percentiles.ts';

describe('percentiles', () => {
  it('are of the nearest rank, in any order of the values', () => {
    const values = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(percentiles(values)).toEqual({ p50: 50, p95: 95, p99: 99, max: 100 });
    expect(percentiles([7])).toEqual({ p50: 7, p95: 7, p99: 7, max: 7 });
  });

  it('are null of nothing, as is a ratio to nothing', () => {
    expect(percentiles([])).toBeNull();
    expect(ratio(3, 0)).toBeNull();
    expect(ratio(3, 2)).toBe(1.5);
  });
});
