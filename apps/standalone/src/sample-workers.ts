import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProductApi } from './product-api.ts';

const SAMPLES = [
  { name: 'Market maker', file: 'market_maker.py', tickIntervalSeconds: 1 },
  { name: 'Log digest', file: 'log_digest.py', tickIntervalSeconds: 2 },
  { name: 'Prime hunter', file: 'prime_hunter.py', tickIntervalSeconds: 5 },
] as const;

interface WorkerSummary {
  readonly id: string;
  readonly name: string;
  readonly status: string;
}

/**
 * Creates and starts the sample workers that the workspace lacks: after a first start that was cut
 * short, only the rest.
 */
export async function makeSampleWorkers(
  api: ProductApi,
  owner: { apiKey: string; workspaceId: string },
  samplesDir: string,
): Promise<void> {
  const path = `/workspaces/${owner.workspaceId}/workers`;
  const present = await api.call<{ items: WorkerSummary[] }>(owner.apiKey, 'GET', path);
  for (const { name, file, tickIntervalSeconds } of SAMPLES) {
    const worker =
      present.items.find((item) => item.name === name) ??
      (await api.call<WorkerSummary>(owner.apiKey, 'POST', path, {
        name,
        tickIntervalSeconds,
        code: await readFile(join(samplesDir, file), 'utf8'),
      }));
    if (worker.status === 'stopped') {
      await api.call(owner.apiKey, 'POST', `/workers/${worker.id}/start`);
    }
  }
}
