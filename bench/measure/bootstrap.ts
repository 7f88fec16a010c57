import { percentiles, type Percentiles } from './percentiles.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 1_000;

/**
 * Between which values 95% lie of the ratio of a percentile of `a` to that of `b`, were they measured
 * again: a bootstrap. Blocks are drawn, not values: what happens at one time happens to many of them.
 * `random` gives numbers from 0 up to 1. Null where nothing was measured.
 */
export function ratioInterval(
  a: readonly (readonly number[])[],
  b: readonly (readonly number[])[],
  options: { at: keyof Percentiles; random: () => number },
): Interval | null {
  const ratios: number[] = [];
  for (let n = 0; n < RESAMPLES; n += 1) {
    const [over, under] = [a, b].map((blocks) => percentiles(redraw(blocks, options.random)));
    const [top, bottom] = [over?.[options.at], under?.[options.at]];
    if (top === undefined || bottom === undefined || bottom === 0) return null;
    ratios.push(top / bottom);
  }
  ratios.sort((x, y) => x - y);
  const at = (share: number): number =>
    Math.round((ratios[Math.floor(share * (RESAMPLES - 1))] ?? NaN) * 100) / 100;
  return { low: at(0.025), high: at(0.975) };
}

function redraw(blocks: readonly (readonly number[])[], random: () => number): number[] {
  return blocks.flatMap(() => blocks[Math.floor(random() * blocks.length)] ?? []);
}
