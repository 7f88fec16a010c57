import { describe, expect, it } from '@jest/globals';
import { median, medianMs, ratios, spread } from './rounds.ts';

describe('rounds', () => {
  it('have a middle and two ends, in any order', () => {
    expect(spread([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(() => spread([])).toThrow('nothing was measured');
  });

  it('are compared pair by pair', () => {
    expect(ratios([2, 30, 4], [1, 10, 2])).toEqual({ median: 2, min: 2, max: 3 });
  });

  it('do the work as often as told', async () => {
    let done = 0;
    await medianMs(5, () => Promise.resolve((done += 1)));
    expect(done).toBe(5);
  });
});
