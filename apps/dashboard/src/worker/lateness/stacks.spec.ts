import { describe, expect, it } from '@jest/globals';
import type { StatsView } from '@aispinner/contracts';
import { stacksOf, sumOf } from './stacks.ts';

type Parts = NonNullable<StatsView['total']['latenessParts']>;

const NONE: Parts = { scheduler: 0, queue: 0, predecessor: 0, sandbox: 0, cold_start: 0 };

function seriesOf(...parts: (Parts | null)[]): Pick<StatsView, 'series'> {
  return {
    series: parts.map((latenessParts, i) => ({
      at: new Date(i * 1000).toISOString(),
      counts: { ok: 1, error: 0, timeout: 0, killed: 0, skipped: 0 },
      errorRate: 0,
      latenessMs: null,
      latenessParts,
      durationMs: null,
    })),
  };
}

describe('the columns of lateness', () => {
  it('are as high as the root of their lateness, each part by its share', () => {
    const [low, tall] = stacksOf(
      seriesOf({ ...NONE, scheduler: 1, queue: 1 }, { ...NONE, queue: 2, cold_start: 6 }),
    );
    expect(low?.pieces).toEqual([
      { cause: 'scheduler', percent: 25 },
      { cause: 'queue', percent: 25 },
    ]);
    expect(tall?.pieces.map((piece) => piece.percent)).toEqual([25, 75]);
    expect(tall?.totalMs).toBe(8);
  });

  it('are empty where nothing ran, or nothing was late', () => {
    expect(stacksOf(seriesOf(null, NONE)).map((stack) => stack.pieces)).toEqual([[], []]);
    expect(sumOf(null)).toBe(0);
  });
});
