import type { ApiClient } from './api-client.ts';

/** A row of the ledger, as the API shows it. */
export interface Tick {
  readonly tickId: string;
  readonly dueAt: string;
  readonly queuedAt: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string;
  readonly latenessMs: number | null;
  readonly parts: Readonly<Record<string, number>> | null;
  readonly durationMs: number | null;
  readonly outcome: string;
  readonly reason: string | null;
  readonly count: number;
}

/** A worker's whole ledger, oldest first. */
export async function ledgerOf(api: ApiClient, workerId: string): Promise<Tick[]> {
  return (await api.all<Tick>(`/workers/${workerId}/ticks`)).reverse();
}

/**
 * What is wrong with a ledger (oldest first) of a worker that ran every `intervalMs` all the time, one
 * sentence each: a due time that is there twice or not at all, a tick that began early, or before the
 * one before it had ended.
 */
export function faultsOf(ledger: readonly Tick[], intervalMs: number): string[] {
  const faults: string[] = [];
  let nextDue: number | null = null;
  let lastEnd = -Infinity;
  for (const tick of ledger) {
    const due = Date.parse(tick.dueAt);
    if (nextDue !== null && due < nextDue) faults.push(`${tick.dueAt} is there twice`);
    if (nextDue !== null && due > nextDue) faults.push(`nothing between ${tick.dueAt} and before`);
    // A row of missed due times names the first of them.
    nextDue = due + tick.count * intervalMs;
    if (tick.startedAt === null) continue;
    const started = Date.parse(tick.startedAt);
    if (started < due) faults.push(`${tick.dueAt} began ${due - started} ms early`);
    if (started < lastEnd) faults.push(`${tick.dueAt} began before its predecessor had ended`);
    lastEnd = Date.parse(tick.endedAt);
  }
  return faults;
}

export function countOf(ledger: readonly Tick[], outcome: string): number {
  return ledger.filter((tick) => tick.outcome === outcome).length;
}
