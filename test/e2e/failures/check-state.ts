import type { LedgerRow, TickTrace, WorkerHistory } from './history.ts';
import type { Fault } from './history-checker.ts';

/** What was written stays, and ledger and worker tell the same. */
export function stateFaults(worker: WorkerHistory): Fault[] {
  return [...vanished(worker), ...contradictions(worker)];
}

/** What one snapshot showed, every later one shows. */
function vanished({ snapshots }: WorkerHistory): Fault[] {
  return snapshots.slice(1).flatMap((later, i) => {
    const there = new Map(later.ticks.map((tick) => [tick.dueMs, tick]));
    return (snapshots[i]?.ticks ?? []).flatMap((seen): Fault[] => {
      const now = there.get(seen.dueMs);
      if (now !== undefined && (seen.endMs === null || now.endMs === seen.endMs)) return [];
      const what = `what ${seen.dueMs} wrote was gone at ${later.atMs}`;
      return [{ rule: 'lost_state', what }];
    });
  });
}

/**
 * An `ok` says that everything the tick set was acknowledged, its last words too. A tick that was killed
 * may have written anything or nothing, one that was skipped nothing.
 */
function contradictions({ rows, snapshots }: WorkerHistory): Fault[] {
  const last = snapshots.at(-1);
  if (last === undefined) return [];
  const traces = new Map(last.ticks.map((tick) => [tick.dueMs, tick]));
  const recorded = new Set(rows.map((row) => row.dueMs));
  return [
    ...rows.flatMap((row) => contradiction(row, traces.get(row.dueMs))),
    ...last.ticks
      .filter((tick) => !recorded.has(tick.dueMs))
      .map(({ dueMs }) => ({
        rule: 'contradiction' as const,
        what: `${dueMs} ran, says the worker, and has no row`,
      })),
  ];
}

function contradiction(row: LedgerRow, trace: TickTrace | undefined): Fault[] {
  const { dueMs, outcome } = row;
  switch (outcome) {
    case 'ok':
      if (trace === undefined) return [lost(dueMs, 'it is ok, but nothing of it is in the state')];
      return trace.endMs === null ? [lost(dueMs, 'it is ok, but its last words are gone')] : [];
    case 'error':
    case 'timeout':
    case 'killed':
      return [];
    case 'skipped':
      if (trace === undefined) return [];
      return [{ rule: 'contradiction', what: `${dueMs} was skipped, but ran, says the worker` }];
  }
}

function lost(dueMs: number, what: string): Fault {
  return { rule: 'lost_state', what: `${dueMs}: ${what}` };
}
