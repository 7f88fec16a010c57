import { eventually } from '@aispinner/testing';
import type { ApiClient } from './api-client.ts';
import { ledgerOf, type Tick } from './ledger.ts';

/** Keeps count of its ticks in its state. */
const COUNTING = `
def tick(ctx):
    ctx.state.set('count', ctx.state.get('count', 0) + 1)
`;

export interface CountingWorker {
  readonly id: string;
}

/** Creates workers that tick every second, in a workspace of their own. */
export async function createCounting(
  api: ApiClient,
  name: string,
  number: number,
): Promise<CountingWorker[]> {
  const workspace = await api.expect<{ id: string }>('POST', '/workspaces', { name });
  const workers: CountingWorker[] = [];
  for (let i = 0; i < number; i++) {
    const worker = await api.expect<CountingWorker>('POST', `/workspaces/${workspace.id}/workers`, {
      name: `counter-${i}`,
      code: COUNTING,
      tickIntervalSeconds: 1,
    });
    workers.push(worker);
  }
  return workers;
}

export async function startAll(api: ApiClient, workers: readonly CountingWorker[]): Promise<void> {
  await Promise.all(workers.map(({ id }) => api.expect('POST', `/workers/${id}/start`)));
}

export async function stopAll(api: ApiClient, workers: readonly CountingWorker[]): Promise<void> {
  await Promise.all(workers.map(({ id }) => api.expect('POST', `/workers/${id}/stop`)));
}

/** Creates and starts them. */
export async function startCounting(
  api: ApiClient,
  name: string,
  number: number,
): Promise<CountingWorker[]> {
  const workers = await createCounting(api, name, number);
  await startAll(api, workers);
  return workers;
}

/** Stops the workers and returns each one's ledger, oldest first, once what ran has been recorded. */
export async function stopCounting(
  api: ApiClient,
  workers: readonly CountingWorker[],
): Promise<Tick[][]> {
  await stopAll(api, workers);
  return Promise.all(
    workers.map(async ({ id }) => {
      let before = -1;
      return eventually(
        async () => {
          const ledger = await ledgerOf(api, id);
          const settled = ledger.length === before;
          before = ledger.length;
          if (!settled) throw new Error(`the ledger of ${id} still grows`);
          return ledger;
        },
        { timeoutMs: 20_000, everyMs: 1_500 },
      );
    }),
  );
}

/** What a worker has counted; 0 before its first tick. */
export async function countIn(api: ApiClient, worker: CountingWorker): Promise<number> {
  const { status, body } = await api.request<{ value: number }>(
    'GET',
    `/workers/${worker.id}/state/count`,
  );
  return status === 404 ? 0 : body.value;
}
