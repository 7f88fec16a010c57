import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiClient } from './api-client.ts';
import { startStandalone, type Standalone } from './standalone.ts';

interface Tick {
  tickId: string;
  dueAt: string;
  latenessMs: number | null;
  outcome: string;
  reason: string | null;
  error: { type: string } | null;
}

const HOSTILE = {
  'hot-loop': 'def tick(ctx):\n    while True:\n        pass\n',
  'long-sleep': 'import time\n\ndef tick(ctx):\n    time.sleep(3600)\n',
  'memory-bomb':
    'def tick(ctx):\n    hoard = []\n    while True:\n        hoard.append("x" * 10_000_000)\n',
  'log-flood':
    'def tick(ctx):\n    for i in range(200_000):\n        ctx.log.info("flood " * 100)\n',
};

const HONEST = `
def tick(ctx):
    ctx.state.set('count', ctx.state.get('count', 0) + 1)
`;

let product: Standalone;
let api: ApiClient;

beforeAll(async () => {
  product = await startStandalone();
  api = new ApiClient(product.baseUrl, product.apiKey);
}, 120_000);

afterAll(() => product.stop(), 60_000);

async function workerOf(workspaceId: string, name: string, code: string): Promise<string> {
  const worker = await api.expect<{ id: string }>('POST', `/workspaces/${workspaceId}/workers`, {
    name,
    code,
    tickIntervalSeconds: 1,
  });
  await api.expect('POST', `/workers/${worker.id}/start`);
  return worker.id;
}

function ran(ticks: readonly Tick[]): Tick[] {
  return ticks.filter((t) => t.outcome !== 'skipped');
}

describe('workers that misbehave', () => {
  it('suffer alone, and the ledger says how', async () => {
    const hostileHome = await api.expect<{ id: string }>('POST', '/workspaces', {
      name: 'Hostile',
    });
    const honestHome = await api.expect<{ id: string }>('POST', '/workspaces', { name: 'Honest' });
    const honest = await Promise.all(
      Array.from({ length: 5 }, (_, i) => workerOf(honestHome.id, `honest-${i}`, HONEST)),
    );
    const hostile = new Map<string, string>();
    for (const [name, code] of Object.entries(HOSTILE)) {
      hostile.set(name, await workerOf(hostileHome.id, name, code));
    }
    const firstOutcomeOf = async (name: string): Promise<Tick | undefined> =>
      ran(await api.all<Tick>(`/workers/${hostile.get(name)}/ticks`)).at(-1);

    // The two that run into the limit of 60 s come last; then all have had their say.
    const deadline = Date.now() + 100_000;
    const first: Record<string, Tick | undefined> = {};
    while (Object.keys(HOSTILE).some((name) => first[name] === undefined)) {
      if (Date.now() > deadline) throw new Error(`no outcome yet: ${JSON.stringify(first)}`);
      for (const name of Object.keys(HOSTILE)) first[name] ??= await firstOutcomeOf(name);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    expect(first['hot-loop']).toMatchObject({ outcome: 'timeout' });
    expect(first['long-sleep']).toMatchObject({ outcome: 'timeout' });
    expect(first['memory-bomb']).toMatchObject({ reason: 'out_of_memory' });
    expect(['error', 'killed']).toContain(first['memory-bomb']?.outcome);
    expect(first['log-flood']).toMatchObject({ outcome: 'ok' });

    const flood = await api.all<{ tickId: string; message: string }>(
      `/workers/${hostile.get('log-flood')}/logs`,
      { q: 'dropped' },
    );
    expect(flood.length).toBeGreaterThan(0);

    // Over a minute of due times, one a second: it got ever fewer sandboxes, and each row says so.
    const bombed = await api.all<Tick>(`/workers/${hostile.get('memory-bomb')}/ticks`);
    const bombRuns = ran(bombed).map((t) => Date.parse(t.dueAt));
    expect(bombRuns.length).toBeGreaterThan(3);
    expect(bombRuns.length).toBeLessThan(bombed.length / 3);
    expect((bombRuns[0] ?? 0) - (bombRuns[1] ?? 0)).toBeGreaterThanOrEqual(8_000);
    expect(bombed.filter((t) => t.reason === 'backing_off').length).toBeGreaterThan(20);

    for (const id of [...honest, ...hostile.values()])
      await api.expect('POST', `/workers/${id}/stop`);
    for (const id of honest) {
      const ticks = await api.all<Tick>(`/workers/${id}/ticks`);
      expect(ticks.length).toBeGreaterThan(55);
      // Nothing but `ok`: no failure, and no due time skipped because the tick before was late.
      expect(ticks.filter((t) => t.outcome !== 'ok')).toEqual([]);
      const state = await api.expect<{ value: number }>('GET', `/workers/${id}/state/count`);
      expect(state.value).toBe(ticks.length);
    }
  }, 180_000);
});
