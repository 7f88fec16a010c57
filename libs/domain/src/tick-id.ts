/** A tick is named by its worker and due time, so a redelivered or republished tick is known again. */
export function tickIdOf(workerId: string, dueAtMs: number): string {
  return `${workerId}.${dueAtMs}`;
}

/** The worker and due time (epoch ms) of a tick id; null if it is not one. */
export function parseTickId(tickId: string): { workerId: string; dueAtMs: number } | null {
  const [, workerId = '', digits = ''] = /^(.+)\.(\d+)$/s.exec(tickId) ?? [];
  const dueAtMs = Number(digits);
  return workerId !== '' && Number.isSafeInteger(dueAtMs) ? { workerId, dueAtMs } : null;
}
