/**
 * A worker that loses one sandbox after the other is not given new ones at full rate: to end a process
 * and boot the next costs far more than a tick, and it is the others on the machine who pay.
 *
 *   lost in a row   1   2   3   4 ...  8   9 ...
 *   pause           -   2   4   8    128 256 300 300 s
 *
 * The first is an accident, which costs the worker no due time. The pause is in seconds, not in due
 * times: one that ticks seldom is slow enough already, and never notices.
 */
const FIRST_PAUSE_MS = 2_000;
export const LONGEST_PAUSE_MS = 300_000;

/** How long a worker pauses that has now lost so many sandboxes in a row, ms; 0 if it does not. */
export function pauseAfterLosses(sandboxesLost: number): number {
  if (sandboxesLost < 2) return 0;
  return Math.min(FIRST_PAUSE_MS * 2 ** (sandboxesLost - 2), LONGEST_PAUSE_MS);
}

/** Whether a due time lies in the pause that ends at `untilMs`. Epoch ms; null: there is no pause. */
export function isInPause(dueAtMs: number, untilMs: number | null): boolean {
  return untilMs !== null && dueAtMs < untilMs;
}
