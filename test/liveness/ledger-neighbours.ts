import type { ApiClient } from '../e2e/api-client.ts';

const WORKERS = 5;
const CODE = `
def tick(ctx):
    ctx.state.set('count', ctx.state.get('count', 0) + 1)
`;

interface Tick {
  readonly outcome: string;
  readonly reason: string | null;
  readonly latenessMs: number | null;
}

/** Honest workers of another workspace, each due every second, by what the ledger says of them. */
export interface LedgerNeighbours {
  /** Milliseconds by which each tick began late. Empty before `stop`. */
  readonly lateness: readonly number[];
  /** How those ended that ran and were not `ok`. Empty before `stop`. */
  readonly failed: readonly string[];
  /** Due times at which none began, as the one before was not done. 0 before `stop`. */
  readonly skipped: number;
  /** Stops them and reads their ledger. */
  stop(): Promise<void>;
}

/** Creates and starts them. Throws where the API refuses. */
export async function startLedgerNeighbours(api: ApiClient): Promise<LedgerNeighbours> {
  const home = await api.expect<{ id: string }>('POST', '/workspaces', { name: 'Neighbours' });
  const ids: string[] = [];
  for (let i = 0; i < WORKERS; i++) {
    const worker = await api.expect<{ id: string }>('POST', `/workspaces/${home.id}/workers`, {
      name: `neighbour-${i}`,
      code: CODE,
      tickIntervalSeconds: 1,
    });
    await api.expect('POST', `/workers/${worker.id}/start`);
    ids.push(worker.id);
  }
  const lateness: number[] = [];
  const failed: string[] = [];
  let skipped = 0;
  return {
    lateness,
    failed,
    get skipped() {
      return skipped;
    },
    async stop() {
      for (const id of ids) await api.expect('POST', `/workers/${id}/stop`);
      for (const id of ids) {
        for (const { outcome, reason, latenessMs } of await api.all<Tick>(`/workers/${id}/ticks`)) {
          if (outcome === 'ok') lateness.push(latenessMs ?? 0);
          else if (outcome === 'skipped') skipped += 1;
          else failed.push(`${outcome} ${reason}`);
        }
      }
    },
  };
}
