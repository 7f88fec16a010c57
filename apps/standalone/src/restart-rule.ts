/** How soon a process that ended is started again. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** Who ran this long was well: its next end is a first one. */
const HEALTHY_AFTER_MS = 30_000;

/**
 * The pause before the next start, in ms: 250 for the first end, then twice the pause before, 10,000
 * at most. `previousPauseMs` is null before the first end; `ranMs` is how long it ran this time.
 */
export function restartPauseMs(previousPauseMs: number | null, ranMs: number): number {
  if (previousPauseMs === null || ranMs >= HEALTHY_AFTER_MS) return FIRST_PAUSE_MS;
  return Math.min(previousPauseMs * 2, LONGEST_PAUSE_MS);
}
