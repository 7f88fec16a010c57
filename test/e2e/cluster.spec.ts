import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@aispinner/testing';
import { ApiClient } from './api-client.ts';
import { countIn, startCounting, stopCounting, type CountingWorker } from './counting-workers.ts';
import { countOf, faultsOf } from './ledger.ts';
import { freePort, startStandalone, type Standalone } from './standalone.ts';

/** `npm run cluster`: two of each process, with a real Kafka and a real Redis between them. */
describe('the cluster on one machine', () => {
  let cluster: Standalone;
  let first: ApiClient;
  let second: ApiClient;
  let secondUrl = '';

  beforeAll(async () => {
    const port = await freePort(2);
    cluster = await startStandalone({ product: 'cluster', port });
    secondUrl = `http://localhost:${port + 1}`;
    first = new ApiClient(cluster.baseUrl, cluster.apiKey);
    second = new ApiClient(secondUrl, cluster.apiKey);
  }, 240_000);
  afterAll(() => cluster?.stop(), 120_000);

  it('runs two of each process, Kafka and Redis', () => {
    const commands = cluster.family().map(({ command }) => command);
    for (const mark of ['main.api.js', 'main.scheduler.js', 'apps/runner/dist/main.js']) {
      expect(commands.filter((command) => command.includes(mark))).toHaveLength(2);
    }
    expect(commands.filter((command) => / kafka\.Kafka /.test(command))).toHaveLength(1);
    expect(commands.filter((command) => /redis-server /.test(command))).toHaveLength(1);
  });

  it('ticks on time by the ledger, and counts each tick once', async () => {
    const workers = await startCounting(first, 'cluster', 6);
    await eventually(
      async () => {
        for (const worker of workers) expect(await countIn(second, worker)).toBeGreaterThan(4);
      },
      { timeoutMs: 60_000, everyMs: 500 },
    );
    const ledgers = await stopCounting(second, workers);
    for (const [i, ledger] of ledgers.entries()) {
      expect(faultsOf(ledger, 1000)).toEqual([]);
      expect(await countIn(first, workers[i] as CountingWorker)).toBe(countOf(ledger, 'ok'));
    }
  }, 180_000);

  it('shows on one API what was asked of the other', async () => {
    const workspace = await first.expect<{ id: string }>('POST', '/workspaces', { name: 'seen' });
    const leave = new AbortController();
    const stream = await fetch(`${secondUrl}/api/v1/workspaces/${workspace.id}/events`, {
      headers: { authorization: `Bearer ${cluster.apiKey}` },
      signal: leave.signal,
    });
    expect(stream.status).toBe(200);
    let seen = '';
    const reading = (async () => {
      for await (const chunk of stream.body ?? []) seen += Buffer.from(chunk).toString();
    })().catch(() => undefined);
    const worker = await first.expect<{ id: string }>(
      'POST',
      `/workspaces/${workspace.id}/workers`,
      { name: 'seen', code: 'def tick(ctx): pass\n', tickIntervalSeconds: 1 },
    );
    await first.expect('POST', `/workers/${worker.id}/start`);
    const ticksOfWorker = new RegExp(`^event: ticks\\ndata: .*${worker.id}`, 'm');
    await eventually(() => expect(seen).toMatch(ticksOfWorker), { timeoutMs: 30_000 });
    await first.expect('POST', `/workers/${worker.id}/stop`);
    leave.abort();
    await reading;
  }, 90_000);

  it('takes a session of one API on the other', async () => {
    const login = await fetch(`${cluster.baseUrl}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(cluster.admin),
    });
    expect(login.status).toBe(200);
    const { accessToken } = (await login.json()) as { accessToken: string };
    const { status } = await new ApiClient(secondUrl, accessToken).request('GET', '/workspaces');
    expect(status).toBe(200);
  });
});
