import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createRedisState, type State, type StateScope } from '@aispinner/state';
import type { Redis } from 'ioredis';
import { eventually } from '../eventually.ts';
import { adminOf, startRedisCluster, type LocalRedisCluster } from '../redis-cluster.ts';
import { aLiveEvent } from './messages.ts';

jest.setTimeout(90_000);
const limits = { maxKeys: 1_000_000 };

describe('a Redis Cluster under TLS', () => {
  let cluster: LocalRedisCluster;
  let admins: Redis[];
  let state: State;
  const opened: State[] = [];
  beforeAll(async () => {
    cluster = await startRedisCluster('tls');
    admins = cluster.nodes.map(adminOf);
    state = connect(cluster.url);
  });
  afterEach(async () => {
    for (const other of opened.splice(1)) await other.close();
  });
  afterAll(async () => {
    await state.close();
    for (const admin of admins) admin.disconnect();
    await cluster.stop();
  });

  function connect(url: string, caFile = cluster.caFile): State {
    const made = createRedisState({ url, caFile, prefix: 'test:', retryForMs: 20_000 });
    opened.push(made);
    return made;
  }

  const ownerOf = (workerId: string): StateScope => {
    return { tenantId: 'ten_1', workspaceId: 'wsp_1', workerId, fence: null };
  };

  /** The slot of a worker, and the administrators of the node that has it and of another. */
  async function placeOf(workerId: string): Promise<[slot: number, from: Redis, to: Redis]> {
    const slot = (await admins[0]?.cluster('KEYSLOT', `test:{${workerId}}`)) ?? 0;
    const owner = Math.min(2, Math.floor((slot * 3) / 16_384));
    const [from, to] = [admins[owner], admins[(owner + 1) % 3]];
    if (from === undefined || to === undefined) throw new Error('three nodes');
    return [slot, from, to];
  }

  it('is reached by addresses and by names, carries events, and by nobody who does not trust it', async () => {
    const named = connect(cluster.url.replaceAll('127.0.0.1', 'localhost'));
    const heard: string[] = [];
    await named.live.subscribe((event) => heard.push(event.workerId));
    for (let n = 0; n < 10; n++) {
      const owner = ownerOf(`wrk_${n}`);
      expect(await state.store.set(owner, 'k', String(n), limits)).toEqual({ kind: 'stored' });
      expect(await named.store.get(owner, 'k')).toMatchObject({ valueJson: String(n) });
    }
    await eventually(async () => {
      await state.live.publish([aLiveEvent(1)]);
      expect(heard).toContain('wrk_1');
    });
    const untrusting = createRedisState({
      ...{ url: cluster.url, caFile: null, prefix: 'test:' },
      retryForMs: 300,
    });
    opened.push(untrusting);
    await expect(untrusting.store.get(ownerOf('wrk_1'), 'k')).rejects.toMatchObject({
      name: 'InfraError',
    });
  });

  it('makes calls wait while nobody serves their slot (CLUSTERDOWN)', async () => {
    const owner = ownerOf('wrk_down');
    await state.store.set(owner, 'k', '1', limits);
    const [slot, node] = await placeOf('wrk_down');
    await node.cluster('DELSLOTS', slot);
    await expect(node.get(`test:{wrk_down}`)).rejects.toThrow('CLUSTERDOWN');
    const waiting = state.store.set(owner, 'k', '2', limits);
    const reading = state.store.get(owner, 'k');
    await new Promise((resolve) => setTimeout(resolve, 200));
    await node.cluster('ADDSLOTS', slot);
    expect(await waiting).toEqual({ kind: 'stored' });
    expect((await reading)?.valueJson).toMatch(/^[12]$/);
    expect(await state.store.get(owner, 'k')).toMatchObject({ valueJson: '2' });
  });

  it('loses and doubles nothing while the slot of a worker moves to another node', async () => {
    const workerId = 'wrk_moving';
    const [slot, from, to] = await placeOf(workerId);
    const [fromId, toId] = [await from.cluster('MYID'), await to.cluster('MYID')];
    const times = { dueAtMs: Date.now(), ttlMs: 60_000 };
    const grant = await state.leases.acquire({ workerId, tickId: 't', holder: 'a', ...times });
    if (grant.kind !== 'acquired') throw new Error(grant.kind);
    const scope = { ...ownerOf(workerId), fence: grant.lease.fence };
    let [count, writing] = [0, true];
    const writer = (async () => {
      while (writing) {
        await state.store.set(scope, `k${count % 50}`, String(count), limits);
        count += 1;
      }
    })();
    await eventually(() => expect(count).toBeGreaterThan(100), { timeoutMs: 20_000 });
    await to.cluster('SETSLOT', slot, 'IMPORTING', fromId);
    await from.cluster('SETSLOT', slot, 'MIGRATING', toId);
    // Key by key: in between, a script finds some of its keys here and some there (TRYAGAIN).
    for (;;) {
      const keys = (await from.call('CLUSTER', 'GETKEYSINSLOT', slot, 1)) as string[];
      if (keys.length === 0) break;
      const { port = 0 } = to.options;
      await from.call('MIGRATE', '127.0.0.1', port, keys[0] ?? '', 0, 5_000);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    for (const admin of [to, from]) await admin.cluster('SETSLOT', slot, 'NODE', toId);
    const moved = count;
    await eventually(() => expect(count).toBeGreaterThan(moved + 50), { timeoutMs: 20_000 });
    writing = false;
    await writer;
    const entries = await state.store.list(scope, { after: null, limit: 1_000 });
    const newest = Array.from({ length: 50 }, (_, n) => count - 1 - n);
    expect(new Set(entries.map(({ valueJson }) => Number(valueJson)))).toEqual(new Set(newest));
    expect(await to.hlen(`test:{${workerId}}:ten_1:wsp_1:values`)).toBe(50);
    await state.leases.finish([grant.lease]);
  });
});
