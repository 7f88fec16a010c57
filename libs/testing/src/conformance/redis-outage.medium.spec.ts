import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { startRedis, type LocalRedis, type RedisOptions } from '@aispinner/platform/local-services';
import { readFileSync } from 'node:fs';
import { connect as connectTo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createRedisState, type RedisStateOptions, type State } from '@aispinner/state';
import { Redis } from 'ioredis';
import { eventually } from '../eventually.ts';
import { aLiveEvent } from './messages.ts';

jest.setTimeout(90_000);
const IN_TIME = { timeoutMs: 20_000 };
const owner = { tenantId: 'ten_1', workspaceId: 'wsp_1', workerId: 'wrk_1', fence: null };
const limits = { maxKeys: 1_000_000 };

describe('a Redis in trouble', () => {
  const opened: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0).reverse()) await close();
  });

  async function server(options: RedisOptions = {}): Promise<LocalRedis> {
    const redis = await startRedis(options);
    opened.push(() => redis.stop());
    return redis;
  }

  function connect(redis: LocalRedis, options: Partial<RedisStateOptions> = {}): State {
    const { url, caFile } = redis;
    const state = createRedisState({ url, caFile, prefix: 'test:', ...options });
    opened.push(() => state.close());
    return state;
  }

  function admin(redis: LocalRedis): Redis {
    const client = new Redis(redis.url);
    client.on('error', () => undefined);
    opened.push(() => Promise.resolve(client.disconnect()));
    return client;
  }

  it('killed with -9 while it is written to has everything that set returned for', async () => {
    const redis = await server({ appendOnly: 'always' });
    const state = connect(redis);
    const stored: string[] = [];
    let writing = true;
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; writing; n++) {
        const key = `${writer}.${n}`;
        await state.store.set(owner, key, String(n), limits);
        stored.push(key);
      }
    });
    for (let round = 0; round < 2; round++) {
      const before = stored.length;
      await eventually(() => expect(stored.length).toBeGreaterThan(before + 500), IN_TIME);
      await redis.kill();
      await redis.restart();
    }
    writing = false;
    await Promise.all(writers);
    const entries = await state.store.list(owner, { after: null, limit: 1_000_000 });
    const there = new Set(entries.map((entry) => entry.key));
    expect(stored.filter((key) => !there.has(key))).toEqual([]);
  });

  it('that lost all it knew gives larger fences than before', async () => {
    const redis = await server();
    const { leases, store } = connect(redis);
    const request = { workerId: 'wrk_1', tickId: 't', dueAtMs: 1_000, holder: 'a', ttlMs: 60_000 };
    const before = await leases.acquire(request);
    await redis.kill();
    await redis.restart();
    const after = await leases.acquire({ ...request, holder: 'b' });
    if (before.kind !== 'acquired' || after.kind !== 'acquired') throw new Error('two leases');
    expect(after.lease.fence).toBeGreaterThan(before.lease.fence);
    const late = { ...owner, fence: before.lease.fence };
    expect(await store.set(late, 'k', '1', limits)).toEqual({ kind: 'fenced' });
    expect(await leases.renew([before.lease], 60_000)).toEqual([before.lease]);
  });

  it('that is away makes calls wait, and fail as retriable when that takes too long', async () => {
    const redis = await server({ appendOnly: 'always' });
    const [patient, hasty] = [connect(redis), connect(redis, { retryForMs: 300 })];
    await patient.store.set(owner, 'k', '1', limits);
    await redis.kill();
    const waiting = patient.store.set(owner, 'k', '2', limits);
    await expect(hasty.store.set(owner, 'k', '3', limits)).rejects.toMatchObject({
      name: 'InfraError',
      retriable: true,
    });
    await redis.restart();
    expect(await waiting).toEqual({ kind: 'stored' });
    expect(await hasty.store.get(owner, 'k')).toMatchObject({ valueJson: '2' });
  });

  it('without memory refuses what is new, lets ticks begin, and makes room', async () => {
    const redis = await server();
    const state = connect(redis);
    await state.store.set(owner, 'big', JSON.stringify('x'.repeat(200_000)), limits);
    await admin(redis).config('SET', 'maxmemory', '1');
    await expect(state.store.set(owner, 'k', '1', limits)).rejects.toMatchObject({
      retriable: true,
      message: expect.stringContaining('no memory'),
    });
    const request = { workerId: 'wrk_1', tickId: 't', dueAtMs: 1_000, holder: 'a', ttlMs: 60_000 };
    const grant = await state.leases.acquire(request);
    if (grant.kind !== 'acquired') throw new Error(grant.kind);
    const scope = { ...owner, fence: grant.lease.fence };
    expect(await state.leases.renew([grant.lease], 60_000)).toEqual([]);
    expect(await state.store.get(scope, 'k')).toBeNull();
    expect(await state.store.delete(scope, 'big')).toBe(true);
    await state.leases.finish([grant.lease]);
  });

  it('that reads its file again makes calls wait until it has', async () => {
    // Microseconds for each command that it reads; it answers after every 1,024.
    const redis = await server({ appendOnly: 'always', settings: ['key-load-delay 500'] });
    const state = connect(redis);
    await Promise.all(
      Array.from({ length: 1_000 }, (_, n) => state.store.set(owner, `k${n}`, String(n), limits)),
    );
    await redis.kill();
    const restarting = redis.restart();
    const waiting = state.store.set(owner, 'k0', '"new"', limits);
    await eventually(
      async () => expect(await answerTo(redis, 'GET x')).toContain('LOADING'),
      IN_TIME,
    );
    await restarting;
    expect(await waiting).toEqual({ kind: 'stored' });
    expect(await state.store.list(owner, { after: null, limit: 2_000 })).toHaveLength(1_000);
    expect(await state.store.get(owner, 'k0')).toMatchObject({ valueJson: '"new"' });
  });

  it('that is a replica without its master keeps writes and reads waiting', async () => {
    const redis = await server({ settings: ['replica-serve-stale-data no'] });
    const [state, hasty] = [connect(redis), connect(redis, { retryForMs: 300 })];
    await state.store.set(owner, 'k', '1', limits);
    const control = admin(redis);
    await control.replicaof('127.0.0.1', 1);
    await eventually(() => expect(control.set('x', '1')).rejects.toThrow('READONLY'), IN_TIME);
    await expect(control.get('x')).rejects.toThrow('MASTERDOWN');
    const away = { name: 'InfraError', retriable: true };
    await expect(hasty.store.set(owner, 'k', '2', limits)).rejects.toMatchObject(away);
    await expect(hasty.store.get(owner, 'k')).rejects.toMatchObject(away);
    const [reading, writing] = [
      state.store.get(owner, 'k'),
      state.store.set(owner, 'k', '3', limits),
    ];
    await control.replicaof('NO', 'ONE');
    expect(await writing).toEqual({ kind: 'stored' });
    expect((await reading)?.valueJson).toMatch(/^[13]$/);
    expect(await state.store.get(owner, 'k')).toMatchObject({ valueJson: '3' });
  });

  it('that comes back is listened to again', async () => {
    const redis = await server();
    const [here, there] = [connect(redis), connect(redis)];
    const heard: string[] = [];
    await here.live.subscribe((event) => heard.push(event.workerId));
    await there.live.publish([aLiveEvent(1)]);
    await eventually(() => expect(heard).toEqual(['wrk_1']));
    await redis.kill();
    await redis.restart();
    await eventually(async () => {
      await there.live.publish([aLiveEvent(2)]);
      expect(heard).toContain('wrk_2');
    }, IN_TIME);
  });

  it('with users needs of ours no more rights than are written down', async () => {
    const redis = await server();
    await admin(redis).acl(
      'SETUSER',
      'spinner',
      ...['on', '>p@ss/word', 'resetkeys', '~test:*', 'resetchannels', '&test:*'],
      ...rightsWrittenDown(),
    );
    const secret = encodeURIComponent('p@ss/word');
    const url = `redis://spinner:${secret}@127.0.0.1:${redis.port}`;
    const state = connect(redis, { url });
    const heard: string[] = [];
    await state.live.subscribe((event) => heard.push(event.workerId));
    const request = { workerId: 'wrk_1', tickId: 't', dueAtMs: 1_000, holder: 'a', ttlMs: 60_000 };
    const grant = await state.leases.acquire(request);
    if (grant.kind !== 'acquired') throw new Error(grant.kind);
    const scope = { ...owner, fence: grant.lease.fence };
    expect(await state.store.set(scope, 'k', '1', limits)).toEqual({ kind: 'stored' });
    expect(await state.store.list(scope, { after: null, limit: 9 })).toHaveLength(1);
    expect(await state.store.delete(scope, 'k')).toBe(true);
    expect(await state.leases.renew([grant.lease], 60_000)).toEqual([]);
    expect(await state.leases.running(['wrk_1'])).toEqual(new Map([['wrk_1', 't']]));
    await state.leases.finish([grant.lease]);
    await state.store.clear(owner);
    await state.leases.retire('wrk_1');
    expect(await state.counters.add('c', 1, 1_000)).toMatchObject({ total: 1 });
    await state.live.publish([aLiveEvent(1)]);
    await eventually(() => expect(heard).toEqual(['wrk_1']));
    const foreign = connect(redis, { url, prefix: 'others:' });
    await expect(foreign.store.get(owner, 'k')).rejects.toMatchObject({ retriable: false });
    const nobody = connect(redis, { url: url.replace('spinner', 'nobody') });
    await expect(nobody.store.get(owner, 'k')).rejects.toMatchObject({ retriable: false });
  });

  it('behind TLS and a password is reached with both, and refuses for good without', async () => {
    const redis = await server({ transport: 'tls', password: 'p@ss/word' });
    const state = connect(redis);
    expect(await state.store.set(owner, 'k', '1', limits)).toEqual({ kind: 'stored' });
    const heard: string[] = [];
    await state.live.subscribe((event) => heard.push(event.workerId));
    await state.live.publish([aLiveEvent(1)]);
    await eventually(() => expect(heard).toEqual(['wrk_1']));
    const wrong = connect(redis, { url: `rediss://:wrong@127.0.0.1:${redis.port}` });
    await expect(wrong.store.get(owner, 'k')).rejects.toMatchObject({ name: 'InfraError' });
    const untrusting = connect(redis, { caFile: null, retryForMs: 300 });
    await expect(untrusting.store.get(owner, 'k')).rejects.toMatchObject({ name: 'InfraError' });
  });
});

/** The words of ADR 10, as an operator copies them. */
function rightsWrittenDown(): string[] {
  const adr = new URL('../../../../docs/adr/0010-state-in-redis.md', import.meta.url);
  return /`(-@all [^`]+)`/.exec(readFileSync(adr, 'utf8'))?.[1]?.split(/\s+/) ?? [];
}

/** Of a server that takes no TLS; empty while it takes no connections. */
async function answerTo({ port }: LocalRedis, command: string): Promise<string> {
  const socket = connectTo(port, '127.0.0.1');
  socket.end(`${command}\r\n`);
  try {
    return (await text(socket)).trim();
  } catch {
    return '';
  }
}
