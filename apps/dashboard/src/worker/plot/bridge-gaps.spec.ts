import { describe, expect, it } from '@jest/globals';
import { bridgeGaps } from './bridge-gaps.ts';

describe('bridgeGaps', () => {
  it('bridges short holes and leaves long ones', () => {
    expect(bridgeGaps([1, null, 2, null, null, null, 3], 2)).toEqual([
      1,
      undefined,
      2,
      null,
      null,
      null,
      3,
    ]);
  });

  it('leaves the ends alone, where there is nothing to draw to', () => {
    expect(bridgeGaps([null, 1, null], 5)).toEqual([null, 1, null]);
  });

  it('leaves what is empty, or whole, as it is', () => {
    expect(bridgeGaps([], 3)).toEqual([]);
    expect(bridgeGaps([null, null], 3)).toEqual([null, null]);
    expect(bridgeGaps([1, 2], 3)).toEqual([1, 2]);
  });
});
