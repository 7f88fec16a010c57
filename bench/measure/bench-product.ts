import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ApiClient } from '../../test/e2e/api-client.ts';
import { startStandalone, type Standalone } from '../../test/e2e/standalone.ts';
import { startEngines, type EngineChoice } from './bench-engines.ts';
import { costsOf, type PartCost } from './parts-of-product.ts';

/** The built product under measurement, and a way into its database. */
export interface BenchProduct {
  readonly product: Standalone;
  readonly db: pg.Client;
  /** What each part, and each engine beside Postgres, holds and has used so far. */
  costs(): Readonly<Record<string, PartCost>>;
  stop(): Promise<void>;
}

/** Starts it on these engines (default: Postgres alone), with nothing ticking. */
export async function startBenchProduct(
  choice: EngineChoice = { messaging: 'postgres', state: 'postgres' },
): Promise<BenchProduct> {
  const engines = await startEngines(choice);
  const opened: (() => Promise<void>)[] = [() => engines.stop()];
  const stop = async (): Promise<void> => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  try {
    const product = await startStandalone({ env: { LOG_LEVEL: 'warn', ...engines.env } });
    opened.push(() => product.stop());
    await stopSamples(product);
    const db = new pg.Client({ connectionString: databaseUrlOf(product) });
    await db.connect();
    opened.push(() => db.end());
    return { product, db, costs: () => ({ ...costsOf(product), ...engines.costs() }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function stopSamples({ baseUrl, apiKey, workspaceId }: Standalone): Promise<void> {
  const api = new ApiClient(baseUrl, apiKey);
  const samples = await api.all<{ id: string }>(`/workspaces/${workspaceId}/workers`);
  await Promise.all(samples.map(({ id }) => api.expect('POST', `/workers/${id}/stop`)));
}

/** Where the product's own Postgres listens: `postmaster.pid` has its port in the fourth line. */
export function databaseUrlOf({ home }: Standalone): string {
  const port = readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(join(home, 'postgres.password'), 'utf8').trim();
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
}
