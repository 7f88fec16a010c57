/**
 * The due time that follows a tick due at `dueAt`, and how many passed unused: what was due while the
 * tick ran is skipped, never run later. All in epoch ms.
 */
export function dueAfter(
  dueAt: number,
  intervalMs: number,
  now: number,
): { readonly dueAt: number; readonly skipped: number } {
  const intervals = Math.max(1, Math.ceil((now - dueAt) / intervalMs));
  return { dueAt: dueAt + intervals * intervalMs, skipped: intervals - 1 };
}
