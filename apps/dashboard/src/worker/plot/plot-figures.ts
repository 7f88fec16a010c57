import type { StatsView, TickView } from '@aispinner/contracts';
import { bridgeGaps } from './bridge-gaps.ts';

export type Measure = 'latenessMs' | 'durationMs';

/** What a plot shows: percentiles of slices, x in seconds of the epoch, y in ms. */
export interface PlotFigures {
  readonly fromS: number;
  readonly toS: number;
  readonly x: number[];
  readonly p50: (number | null | undefined)[];
  readonly p95: (number | null | undefined)[];
  readonly p99: (number | null | undefined)[];
  readonly dots: readonly { readonly x: number; readonly y: number; readonly isFault: boolean }[];
}

/** On a logarithmic scale nothing is 0. */
const LEAST_MS = 0.1;

export function plotFigures(
  stats: StatsView,
  ticks: readonly TickView[],
  measure: Measure,
  intervalSeconds: number,
): PlotFigures {
  const fromS = Date.parse(stats.from) / 1000;
  const toS = Date.parse(stats.to) / 1000;
  // Between two ticks of a steady worker lie this many empty slices at most; as many again for skips.
  const most = Math.ceil(intervalSeconds / stats.sliceSeconds) * 2;
  const line = (q: 'p50' | 'p95' | 'p99'): (number | null | undefined)[] =>
    bridgeGaps(
      stats.series.map((slice) => {
        const value = slice[measure]?.[q];
        return value === undefined ? null : Math.max(LEAST_MS, value);
      }),
      most,
    );
  return {
    fromS,
    toS,
    x: stats.series.map((slice) => Date.parse(slice.at) / 1000 + stats.sliceSeconds / 2),
    p50: line('p50'),
    p95: line('p95'),
    p99: line('p99'),
    dots: ticks.flatMap((tick) => {
      const y = tick[measure];
      const x = Date.parse(tick.dueAt) / 1000;
      if (y === null || x < fromS) return [];
      return [{ x, y: Math.max(LEAST_MS, y), isFault: tick.outcome !== 'ok' }];
    }),
  };
}

/** The least and greatest ms to show: whole decades are not needed, but room for a flat line is. */
export function yRange(figures: PlotFigures): [number, number] {
  const values = [...figures.p50, ...figures.p99, ...figures.dots.map((dot) => dot.y)].filter(
    (value): value is number => typeof value === 'number',
  );
  if (values.length === 0) return [1, 100];
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  return [Math.max(LEAST_MS, Math.min(low / 1.6, high / 8)), high * 1.8];
}

/** Round places for lines across a logarithmic scale, ms. */
export function ySplits(min: number, max: number): number[] {
  const all: number[] = [];
  for (let decade = 0.1; decade <= max; decade *= 10) {
    for (const step of [1, 2, 5]) all.push(Number((decade * step).toPrecision(1)));
  }
  const inside = all.filter((value) => value >= min && value <= max);
  if (inside.length <= 5) return inside;
  const halves = inside.filter((value) => !String(value).includes('2'));
  if (halves.length <= 5) return halves;
  return inside.filter((value) => String(value).includes('1'));
}
