import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@aispinner/testing';
import { ApiClient } from './api-client.ts';
import { countIn, startCounting, stopCounting, type CountingWorker } from './counting-workers.ts';
import { countOf, faultsOf, ledgerOf } from './ledger.ts';
import { startStandalone, type Part, type Standalone } from './standalone.ts';

const WORKERS = 5;
/** Within this long after a death everything must tick again. */
const RESUMED_WITHIN_MS = 15_000;

let product: Standalone;
let api: ApiClient;

beforeAll(async () => {
  product = await startStandalone();
  api = new ApiClient(product.baseUrl, product.apiKey);
}, 120_000);

afterAll(() => product.stop(), 60_000);

/** Waits until each worker has `ok` ticks that began after `since` (epoch ms). */
async function ticking(
  workers: readonly CountingWorker[],
  since: number,
  timeoutMs: number,
): Promise<void> {
  const end = performance.now() + timeoutMs;
  for (const { id } of workers) {
    await eventually(
      async () => {
        const ledger = await ledgerOf(api, id);
        const after = ledger.filter((t) => t.outcome === 'ok' && Date.parse(t.dueAt) > since);
        expect(after.length).toBeGreaterThanOrEqual(2);
      },
      { timeoutMs: Math.max(0, end - performance.now()), everyMs: 200 },
    );
  }
}

describe.each<Part>(['api', 'scheduler', 'runner', 'postgres'])('kill -9 of %s', (part) => {
  it('stops ticking for a moment at most, and nothing is lost or done twice', async () => {
    const workers = await startCounting(api, `Killing ${part}`, WORKERS);
    await ticking(workers, 0, 30_000);

    const victim = product.pids()[part];
    if (victim === undefined) throw new Error(`${part} does not run`);
    const countsBefore = await Promise.all(workers.map((worker) => countIn(api, worker)));
    const killedAt = Date.now();
    process.kill(victim, 'SIGKILL');
    await ticking(workers, killedAt, RESUMED_WITHIN_MS);
    expect(product.pids()[part]).not.toBe(victim);

    const ledgers = await stopCounting(api, workers);
    for (const [i, worker] of workers.entries()) {
      const ledger = ledgers[i] ?? [];
      expect(faultsOf(ledger, 1000)).toEqual([]);
      const count = await countIn(api, worker);
      expect(count).toBeGreaterThanOrEqual(countsBefore[i] ?? 0);
      // A tick that died with its runner may have counted before it did.
      const died = part === 'runner' ? countOf(ledger, 'killed') : 0;
      expect(count).toBeGreaterThanOrEqual(countOf(ledger, 'ok'));
      expect(count).toBeLessThanOrEqual(countOf(ledger, 'ok') + died);
      const others = ledger.filter((t) => !['ok', 'skipped', 'killed'].includes(t.outcome));
      expect(others).toEqual([]);
      if (part !== 'runner') expect(countOf(ledger, 'killed')).toBe(0);
    }
  }, 120_000);
});
