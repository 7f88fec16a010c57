/** When a running worker is due next, as far as is known: its grid goes on while nobody asks. Epoch ms. */
export function nextDueMs(nextDueAt: string, intervalSeconds: number, nowMs: number): number {
  const known = Date.parse(nextDueAt);
  if (known > nowMs) return known;
  const intervalMs = intervalSeconds * 1000;
  return known + Math.ceil((nowMs - known + 1) / intervalMs) * intervalMs;
}

/** How far into its interval the worker is, 0 to 1. */
export function intervalPhase(dueMs: number, intervalSeconds: number, nowMs: number): number {
  const left = (dueMs - nowMs) / (intervalSeconds * 1000);
  return Math.min(1, Math.max(0, 1 - left));
}
