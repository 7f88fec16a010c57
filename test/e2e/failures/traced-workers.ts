import { eventually } from '@aispinner/testing';
import type { ApiClient } from '../api-client.ts';
import { ledgerOf } from '../ledger.ts';
import type { LedgerRow, Snapshot, TickTrace, WorkerHistory } from './history.ts';
import { runnerTraces } from './runner-traces.ts';

export const INTERVAL_MS = 1_000;

/**
 * Each tick writes down that it began, and as its last deed that it ended: what was written can be held
 * against the ledger. Two at once would overwrite each other's words.
 */
const traced = (workMs: number): string => `
import time

def tick(ctx):
    began = time.time()
    ticks = ctx.state.get('ticks', [])
    mine = [ctx.tick.due.timestamp() * 1000, began * 1000, None]
    ctx.state.set('ticks', ticks + [mine])
    time.sleep(${workMs / 1000})
    mine[2] = time.time() * 1000
    ctx.state.set('ticks', ticks + [mine])
`;

/** A worker under watch, with what has been seen of its state so far. */
export interface TracedWorker {
  readonly id: string;
  readonly workspaceId: string;
  readonly startedMs: number;
  readonly snapshots: readonly Snapshot[];
}

/**
 * Creates workers in a workspace of their own that tick every second, and starts them. A tick works for
 * `workMs` (default 0) between its first words and its last.
 */
export async function startTraced(
  api: ApiClient,
  name: string,
  number: number,
  workMs = 0,
): Promise<TracedWorker[]> {
  const workspace = await api.expect<{ id: string }>('POST', '/workspaces', { name });
  const made = await Promise.all(
    Array.from({ length: number }, (_, i) =>
      // Right after an outage there may be no runner yet to look at the code: the API says so.
      eventually(
        () =>
          api.expect<{ id: string }>('POST', `/workspaces/${workspace.id}/workers`, {
            name: `traced-${i}`,
            code: traced(workMs),
            tickIntervalSeconds: INTERVAL_MS / 1000,
          }),
        { timeoutMs: 30_000, everyMs: 500 },
      ),
    ),
  );
  return Promise.all(
    made.map(async ({ id }) => {
      await api.expect('POST', `/workers/${id}/start`);
      return { id, workspaceId: workspace.id, startedMs: Date.now(), snapshots: [] };
    }),
  );
}

/** Reads what each worker's state says now, and keeps it. */
export function lookAtAll(
  api: ApiClient,
  workers: readonly TracedWorker[],
): Promise<TracedWorker[]> {
  return Promise.all(
    workers.map(async (worker) => {
      const snapshot = await snapshotOf(api, worker.id);
      return { ...worker, snapshots: [...worker.snapshots, snapshot] };
    }),
  );
}

/** Waits until each worker has `ok` ticks due after `sinceMs`. */
export async function tickingAfter(
  api: ApiClient,
  workers: readonly TracedWorker[],
  sinceMs: number,
  timeoutMs: number,
): Promise<void> {
  const end = performance.now() + timeoutMs;
  for (const { id } of workers) {
    await eventually(
      async () => {
        const rows = (await ledgerOf(api, id)).map(rowOf);
        const after = rows.filter((row) => row.outcome === 'ok' && row.dueMs > sinceMs);
        if (after.length < 2) throw new Error(`${id} has not gone on`);
      },
      { timeoutMs: Math.max(0, end - performance.now()), everyMs: 200 },
    );
  }
}

/** Who else is asked about workers, beside their ledger and their state. */
export interface Witnesses {
  /** What runners logged. Default: nothing. */
  readonly runnerLogs?: () => Parameters<typeof runnerTraces>[0];
  /** Resolves when nothing of stopped workers is on its way any more. Default: their ledgers rest. */
  readonly quiet?: (workerIds: readonly string[]) => Promise<void>;
}

/** Stops the workers and returns their histories, once what was on its way has been recorded. */
export async function stopTraced(
  api: ApiClient,
  workers: readonly TracedWorker[],
  witnesses: Witnesses = {},
): Promise<WorkerHistory[]> {
  const stoppedMs = Date.now();
  await Promise.all(workers.map(({ id }) => api.expect('POST', `/workers/${id}/stop`)));
  const ids = workers.map(({ id }) => id);
  await (witnesses.quiet?.(ids) ?? Promise.all(ids.map((id) => settledLedger(api, id))));
  const begun = workers.map(({ id, startedMs, snapshots }) => {
    const of = { workerId: id, intervalMs: INTERVAL_MS, startedMs, stoppedMs };
    return { ...of, rows: [], snapshots, runs: [] };
  });
  return askAgain(api, begun, witnesses);
}

/** The histories with what everybody says of them now. */
export async function askAgain(
  api: ApiClient,
  histories: readonly WorkerHistory[],
  { runnerLogs }: Witnesses,
): Promise<WorkerHistory[]> {
  const told = await Promise.all(
    histories.map(async (history) => {
      const rows = (await ledgerOf(api, history.workerId)).map(rowOf);
      const snapshot = await snapshotOf(api, history.workerId);
      return { ...history, rows, snapshots: [...history.snapshots, snapshot] };
    }),
  );
  const traces = runnerTraces(runnerLogs?.() ?? []);
  return told.map((history) => ({ ...history, runs: traces.get(history.workerId) ?? [] }));
}

async function settledLedger(api: ApiClient, workerId: string): Promise<void> {
  let before = -1;
  await eventually(
    async () => {
      const { length } = await ledgerOf(api, workerId);
      const isSettled = length === before;
      before = length;
      if (!isSettled) throw new Error(`the ledger of ${workerId} still grows`);
    },
    { timeoutMs: 20_000, everyMs: 1_500 },
  );
}

function rowOf(tick: Awaited<ReturnType<typeof ledgerOf>>[number]): LedgerRow {
  return {
    dueMs: Date.parse(tick.dueAt),
    outcome: tick.outcome as LedgerRow['outcome'],
    reason: tick.reason,
    startMs: tick.startedAt === null ? null : Date.parse(tick.startedAt),
    endMs: Date.parse(tick.endedAt),
    count: tick.count,
  };
}

type Written = readonly (readonly [number, number, number | null])[];

async function snapshotOf(api: ApiClient, workerId: string): Promise<Snapshot> {
  const path = `/workers/${workerId}/state/ticks`;
  const { status, body } = await api.request<{ value: Written }>('GET', path);
  if (status !== 200 && status !== 404) throw new Error(`GET ${path} answered ${status}`);
  const written = status === 404 ? [] : body.value;
  const ticks = written.map(([dueMs, startMs, endMs]): TickTrace => ({
    dueMs: Math.round(dueMs),
    // Python's clock has more digits than the ledger's.
    startMs: Math.ceil(startMs),
    endMs: endMs === null ? null : Math.floor(endMs),
  }));
  return { atMs: Date.now(), ticks };
}
