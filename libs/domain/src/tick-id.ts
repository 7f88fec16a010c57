/** A tick is named by its worker and due time, so a redelivered or republished tick is known again. */
export function tickIdOf(workerId: string, dueAtMs: number): string {
  return `${workerId}.${dueAtMs}`;
}

/** The worker and due time (epoch ms) of a tick id; null if it is not one. */
export function parseTickId(tickId: string): { workerId: string; dueAtMs: number } | null {
  const dot = tickId.lastIndexOf('.');
  const dueAtMs = Number(tickId.slice(dot + 1));
  return dot > 0 && Number.isSafeInteger(dueAtMs)
    ? { workerId: tickId.slice(0, dot), dueAtMs }
    : null;
}
