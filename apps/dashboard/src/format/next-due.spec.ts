import { describe, expect, it } from '@jest/globals';
import { intervalPhase, nextDueMs } from './next-due.ts';

const DUE = '2026-11-24T10:00:00.000Z';
const due = Date.parse(DUE);

describe('nextDueMs', () => {
  it('is the stored due time while that lies ahead', () => {
    expect(nextDueMs(DUE, 10, due - 1)).toBe(due);
  });

  it('goes on along the grid once it has passed, and always lies ahead', () => {
    expect(nextDueMs(DUE, 10, due)).toBe(due + 10_000);
    expect(nextDueMs(DUE, 10, due + 9_999)).toBe(due + 10_000);
    expect(nextDueMs(DUE, 10, due + 10_000)).toBe(due + 20_000);
    expect(nextDueMs(DUE, 10, due + 34_567)).toBe(due + 40_000);
  });
});

describe('intervalPhase', () => {
  it('grows from 0 to 1 between two due times', () => {
    expect(intervalPhase(due, 10, due - 10_000)).toBe(0);
    expect(intervalPhase(due, 10, due - 2_500)).toBe(0.75);
    expect(intervalPhase(due, 10, due)).toBe(1);
  });

  it('stays within them when the clocks disagree', () => {
    expect(intervalPhase(due, 10, due + 5_000)).toBe(1);
    expect(intervalPhase(due, 10, due - 15_000)).toBe(0);
  });
});
