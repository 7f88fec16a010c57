import type { History, WorkerHistory } from './history.ts';
import { dueTimeFaults } from './check-due-times.ts';
import { runFaults } from './check-runs.ts';
import { stateFaults } from './check-state.ts';

/**
 * The promises, by name:
 *
 *   overlap        two ticks of a worker at once, by any witness
 *   twice          a due time with two rows, or run by two runners or twice by one
 *   unaccounted    a due time between start and stop without a row
 *   off_grid       a row at a time at which its worker was never due
 *   early          a tick that began before its due time
 *   contradiction  ledger and worker do not tell the same: ok but never ran, skipped but did, unrecorded
 *   lost_state     what was acknowledged, or seen before, is not there
 *   not_resumed    no tick within 15 s of the end of a disturbance
 *   leak           more processes, connections or leases than before
 */
export type Rule =
  | 'overlap'
  | 'twice'
  | 'unaccounted'
  | 'off_grid'
  | 'early'
  | 'contradiction'
  | 'lost_state'
  | 'not_resumed'
  | 'leak';

export interface Fault {
  readonly rule: Rule;
  /** One sentence. */
  readonly what: string;
}

/** Ticking must go on by itself within this, ms. */
export const RESUME_WITHIN_MS = 15_000;

/** Everything that is wrong with a history; empty where every promise was kept. */
export function checkHistory(history: History): Fault[] {
  return [
    ...history.workers.flatMap((worker) =>
      [
        ...dueTimeFaults(worker),
        ...runFaults(worker),
        ...stateFaults(worker),
        ...resumeFaults(worker, history),
      ].map(({ rule, what }) => ({ rule, what: `${worker.workerId}: ${what}` })),
    ),
    ...history.resources
      .filter(({ before, after }) => after > before)
      .map(({ name, before, after }) => ({
        rule: 'leak' as const,
        what: `${name}: ${before} before, ${after} after`,
      })),
  ];
}

function resumeFaults(worker: WorkerHistory, { disturbances }: History): Fault[] {
  // A worker that ticks seldom may have to wait for its next due time first.
  const withinMs = RESUME_WITHIN_MS + Math.max(0, worker.intervalMs - 1000);
  return disturbances.flatMap(({ name, overMs }) => {
    if (overMs + withinMs > worker.stoppedMs && !ranWithin(worker, overMs, Infinity)) {
      return [{ rule: 'not_resumed', what: `no tick between ${name} and the stop of the worker` }];
    }
    if (ranWithin(worker, overMs, overMs + withinMs)) return [];
    return [{ rule: 'not_resumed', what: `no tick within ${withinMs} ms of ${name}` }];
  });
}

function ranWithin({ rows }: WorkerHistory, fromMs: number, toMs: number): boolean {
  return rows.some(
    ({ outcome, startMs }) =>
      outcome === 'ok' && startMs !== null && startMs >= fromMs && startMs <= toMs,
  );
}
