import { describe, expect, it } from '@jest/globals';
import { againstGrid, phasesOf } from './grid.ts';

const grid = { phases: [0, 500], intervalMs: 1000, since: 10_000, until: 13_000 };

describe('againstGrid', () => {
  it('measures starts from the due time before them', () => {
    const starts = [10_004, 11_005, 12_006].map((at) => ({ job: 0, at }));
    const result = againstGrid(starts, { ...grid, phases: [0] });
    expect(result).toMatchObject({ due: 3, missed: 0, early: 0, driftMsPerTick: 1 });
    expect(result.latenessMs).toMatchObject({ p50: 5, max: 6 });
  });

  it('counts due times without a start, and starts outside of the window not at all', () => {
    const starts = [
      ...[9_990 - 1000, 10_001, 12_002, 13_001].map((at) => ({ job: 0, at })),
      ...[10_501, 11_501].map((at) => ({ job: 1, at })),
    ];
    expect(againstGrid(starts, grid)).toMatchObject({ due: 6, missed: 2, early: 0 });
  });

  it('tells an early start from a late one', () => {
    const starts = [{ job: 0, at: 10_990 }];
    expect(againstGrid(starts, grid)).toMatchObject({ early: 1, latenessMs: { max: 0 } });
  });

  it('sees a job that falls behind by a little each time', () => {
    const starts = [0, 1, 2].map((n) => ({ job: 0, at: 10_000 + n * 1020 }));
    expect(againstGrid(starts, { ...grid, phases: [0] })).toMatchObject({ driftMsPerTick: 20 });
  });
});

describe('phasesOf', () => {
  it('spreads due times over the interval, or puts them all at one instant', () => {
    expect(phasesOf('spread', 4, 1000)).toEqual([0, 250, 500, 750]);
    expect(phasesOf('at once', 3, 1000)).toEqual([500, 500, 500]);
  });
});
