import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@aispinner/testing';
import { ApiClient } from './api-client.ts';
import { countIn, startCounting, stopCounting } from './counting-workers.ts';
import { countOf, faultsOf, ledgerOf } from './ledger.ts';
import { startStandalone, type Standalone } from './standalone.ts';

const WORKERS = 20;
const TICKS = 20;

let product: Standalone;
let api: ApiClient;

beforeAll(async () => {
  product = await startStandalone();
  api = new ApiClient(product.baseUrl, product.apiKey);
}, 120_000);

afterAll(() => product.stop(), 60_000);

describe('twenty workers that tick every second', () => {
  it('have each due time in the ledger once, none early, none overlapping, and count as it does', async () => {
    const workers = await startCounting(api, 'Load', WORKERS);
    for (const { id } of workers) {
      await eventually(
        async () => expect((await ledgerOf(api, id)).length).toBeGreaterThanOrEqual(TICKS),
        { timeoutMs: 60_000, everyMs: 500 },
      );
    }
    const ledgers = await stopCounting(api, workers);
    for (const [i, worker] of workers.entries()) {
      const ledger = ledgers[i] ?? [];
      expect(faultsOf(ledger, 1000)).toEqual([]);
      // On a busy machine a tick may outlast its second: the next due time then says so.
      const others = ledger.filter((tick) => tick.outcome !== 'ok');
      for (const { outcome, reason } of others) {
        expect(`${outcome} ${reason}`).toMatch(/^skipped predecessor_(running|queued)$/);
      }
      expect(others.length).toBeLessThan(ledger.length / 4);
      expect(await countIn(api, worker)).toBe(countOf(ledger, 'ok'));
    }
  }, 180_000);
});
