import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ApiClient } from '../../test/e2e/api-client.ts';
import { startStandalone, type Standalone } from '../../test/e2e/standalone.ts';

/** The built product under measurement, and a way into its database. */
export interface BenchProduct {
  readonly product: Standalone;
  readonly db: pg.Client;
  stop(): Promise<void>;
}

/** Starts it on engines that `env` names, with nothing ticking. */
export async function startBenchProduct(
  env: Readonly<Record<string, string>> = {},
): Promise<BenchProduct> {
  const product = await startStandalone({ env: { LOG_LEVEL: 'warn', ...env } });
  try {
    await stopSamples(product);
    const db = new pg.Client({ connectionString: databaseUrlOf(product) });
    await db.connect();
    return {
      product,
      db,
      stop: async () => {
        await db.end();
        await product.stop();
      },
    };
  } catch (error) {
    await product.stop();
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
