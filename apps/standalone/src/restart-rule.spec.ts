import { describe, expect, it } from '@jest/globals';
import { restartPauseMs } from './restart-rule.ts';

function pausesOf(runsMs: readonly number[]): number[] {
  const pauses: number[] = [];
  let pause: number | null = null;
  for (const ranMs of runsMs) {
    pause = restartPauseMs(pause, ranMs);
    pauses.push(pause);
  }
  return pauses;
}

describe('the restart rule', () => {
  it('answers a first end at once, or nearly', () => {
    expect(pausesOf([3])).toEqual([250]);
  });

  it('doubles the pause of one that keeps ending, up to ten seconds', () => {
    expect(pausesOf([1, 1, 1, 1, 1, 1, 1, 1])).toEqual([
      250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000,
    ]);
  });

  it('forgets earlier ends after thirty seconds of health, not before', () => {
    expect(pausesOf([1, 1, 29_999, 30_000, 1])).toEqual([250, 500, 1000, 250, 500]);
  });
});
