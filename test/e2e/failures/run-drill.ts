import { expect } from '@jest/globals';
import { checkHistory, RESUME_WITHIN_MS, type Fault } from './history-checker.ts';
import type { Disturbance, LedgerRow, WorkerHistory } from './history.ts';
import { lookAtAll, startTraced, stopTraced, tickingAfter } from './traced-workers.ts';
import type { TracedWorker } from './traced-workers.ts';
import type { DrilledCluster } from './drilled-cluster.ts';

const WORKERS = 4;
const FIRST_TICKS_WITHIN_MS = 30_000;

export interface Drill {
  readonly name: string;
  /** How long each tick works, ms; default 0. */
  readonly workMs?: number;
  /** Beside `ok` and `skipped`. */
  readonly outcomes?: readonly LedgerRow['outcome'][];
  /** Disturbs, and returns the processes that it ended; from then on nothing stands in the way. */
  disturb(workers: readonly TracedWorker[]): Promise<readonly number[]>;
  /** What the witnesses said, as it is to be read after this disturbance; default: as they said it. */
  readonly heard?: (workers: readonly WorkerHistory[]) => readonly WorkerHistory[];
}

/**
 * Lets workers tick, disturbs the cluster, and holds what all witnesses tell against the promises.
 * Returns the histories; throws, or fails the test, where a promise was broken.
 */
export async function runDrill(
  cluster: DrilledCluster,
  drill: Drill,
): Promise<readonly WorkerHistory[]> {
  const [first, second] = cluster.apis;
  const started = await startTraced(first, drill.name, WORKERS, drill.workMs);
  await tickingAfter(first, started, 0, FIRST_TICKS_WITHIN_MS);
  const seen = await lookAtAll(first, started);
  const gone = await drill.disturb(seen);
  const disturbance: Disturbance = { name: drill.name, overMs: Date.now() };
  await cluster.whole(gone);
  // The ledger says below when each went on; this only waits for it.
  await tickingAfter(second, seen, disturbance.overMs, 2 * RESUME_WITHIN_MS);
  const told = await stopTraced(second, await lookAtAll(second, seen), cluster.runnerLogs);
  const workers = drill.heard?.(told) ?? told;
  expect(faultsOf(workers, disturbance)).toEqual([]);
  const allowed = ['ok', 'skipped', ...(drill.outcomes ?? [])];
  const strange = workers.flatMap(({ rows }) => rows.filter((r) => !allowed.includes(r.outcome)));
  expect(strange).toEqual([]);
  // Else nobody was asked who ran what.
  expect(Math.min(...workers.map(({ runs }) => runs.length))).toBeGreaterThanOrEqual(3);
  return told;
}

function faultsOf(workers: readonly WorkerHistory[], disturbance: Disturbance): Fault[] {
  return checkHistory({ workers, disturbances: [disturbance], resources: [] });
}

export function rowsOf(workers: readonly WorkerHistory[]): LedgerRow[] {
  return workers.flatMap(({ rows }) => rows);
}
