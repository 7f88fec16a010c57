import type { WorkerHistory } from './history.ts';
import type { Fault } from './history-checker.ts';

/** A stop is carried out a moment after it was asked for; what was due in it need not have a row, ms. */
const STOP_GRACE_MS = 2_000;

/** Every due time of a worker's running life has exactly one row, and no other time has any. */
export function dueTimeFaults(worker: WorkerHistory): Fault[] {
  const { intervalMs, startedMs, stoppedMs } = worker;
  const rows = [...worker.rows].sort((a, b) => a.dueMs - b.dueMs);
  const first = rows[0];
  if (first === undefined) {
    return stoppedMs - startedMs < intervalMs + STOP_GRACE_MS
      ? []
      : [{ rule: 'unaccounted', what: 'not one due time has a row' }];
  }
  const faults: Fault[] = [];
  // The grid goes through the first row; a worker is due within one interval of its start.
  if (first.dueMs > startedMs + intervalMs) {
    faults.push({ rule: 'unaccounted', what: `nothing between the start and ${first.dueMs}` });
  }
  let nextMs = first.dueMs;
  for (const { dueMs, count } of rows) {
    if ((dueMs - first.dueMs) % intervalMs !== 0) {
      faults.push({ rule: 'off_grid', what: `${dueMs} is no due time` });
      continue;
    }
    if (dueMs < nextMs) faults.push({ rule: 'twice', what: `${dueMs} has two rows` });
    if (dueMs > nextMs) {
      const missing = (dueMs - nextMs) / intervalMs;
      faults.push({ rule: 'unaccounted', what: `${missing} due times from ${nextMs} have no row` });
    }
    // A row of missed due times names the first of them.
    nextMs = Math.max(nextMs, dueMs + count * intervalMs);
  }
  if (nextMs < stoppedMs - STOP_GRACE_MS) {
    faults.push({ rule: 'unaccounted', what: `nothing from ${nextMs} to the stop` });
  }
  return faults;
}
