import { describe, expect, it } from '@jest/globals';
import { dueAfter } from './due-times.ts';

describe('the next due time', () => {
  it.each([
    [10_000, 10_300, 11_000, 0],
    [10_000, 11_000, 11_000, 0],
    [10_000, 11_001, 12_000, 1],
    [10_000, 14_500, 15_000, 4],
    // The clock may be set back.
    [10_000, 9_000, 11_000, 0],
  ])('of a tick due at %i that ended at %i is %i', (dueAt, now, next, skipped) => {
    expect(dueAfter(dueAt, 1000, now)).toEqual({ dueAt: next, skipped });
  });
});
