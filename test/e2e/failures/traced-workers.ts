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
      api.expect<{ id: string }>('POST', `/workspaces/${workspace.id}/workers`, {
        name: `traced-${i}`,
        code: traced(workMs),
        tickIntervalSeconds: INTERVAL_MS / 1000,
      }),
    ),
  );
  return Promise.all(
    made.map(async ({ id }) => {
      await api.expect('POST', `/workers/${id}/start`);
      return { id, startedMs: Date.now(), snapshots: [] };
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

/**
 * Stops the workers and returns their histories, once what was on its way has been recorded.
 * `readRunnerLogs` is called then, for what the runners say.
 */
export async function stopTraced(
  api: ApiClient,
  workers: readonly TracedWorker[],
  readRunnerLogs: () => Parameters<typeof runnerTraces>[0] = () => [],
): Promise<WorkerHistory[]> {
  const stoppedMs = Date.now();
  await Promise.all(workers.map(({ id }) => api.expect('POST', `/workers/${id}/stop`)));
  const settled = await Promise.all(workers.map(({ id }) => settledLedger(api, id)));
  const watched = await lookAtAll(api, workers);
  const traces = runnerTraces(readRunnerLogs());
  return watched.map(({ id, startedMs, snapshots }, i) => ({
    workerId: id,
    intervalMs: INTERVAL_MS,
    startedMs,
    stoppedMs,
    rows: settled[i] ?? [],
    snapshots,
    runs: traces.get(id) ?? [],
  }));
}

async function settledLedger(api: ApiClient, workerId: string): Promise<LedgerRow[]> {
  let before = -1;
  return eventually(
    async () => {
      const rows = (await ledgerOf(api, workerId)).map(rowOf);
      const isSettled = rows.length === before;
      before = rows.length;
      if (!isSettled) throw new Error(`the ledger of ${workerId} still grows`);
      return rows;
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
