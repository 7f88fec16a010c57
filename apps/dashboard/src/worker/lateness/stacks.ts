import type { StatsView } from '@aispinner/contracts';
import { LATENESS_CAUSES, type LatenessCause, type LatenessParts } from '@aispinner/domain';

/** One slice of the window: its mean lateness as a column of parts. */
export interface Stack {
  /** ISO instant at which the slice begins. */
  readonly at: string;
  /** Null where nothing ran. */
  readonly parts: LatenessParts | null;
  readonly totalMs: number;
  /**
   * Heights in percent of the room. A column is as high as the root of its lateness, so that one cold
   * start does not flatten the rest; within it each part has its true share. None of no height.
   */
  readonly pieces: readonly { readonly cause: LatenessCause; readonly percent: number }[];
}

export function stacksOf(stats: Pick<StatsView, 'series'>): Stack[] {
  const sums = stats.series.map(({ latenessParts }) => sumOf(latenessParts));
  const tallest = sums.reduce((a, b) => Math.max(a, b), 0);
  return stats.series.map(({ at, latenessParts }, i) => ({
    at,
    parts: latenessParts,
    totalMs: sums[i] ?? 0,
    pieces: piecesOf(latenessParts, sums[i] ?? 0, tallest),
  }));
}

function piecesOf(parts: LatenessParts | null, totalMs: number, tallest: number): Stack['pieces'] {
  if (parts === null || totalMs === 0) return [];
  const height = Math.sqrt(totalMs / tallest) * 100;
  return LATENESS_CAUSES.flatMap((cause) =>
    parts[cause] > 0 ? [{ cause, percent: (parts[cause] / totalMs) * height }] : [],
  );
}

export function sumOf(parts: LatenessParts | null): number {
  return parts === null ? 0 : LATENESS_CAUSES.reduce((sum, cause) => sum + parts[cause], 0);
}
