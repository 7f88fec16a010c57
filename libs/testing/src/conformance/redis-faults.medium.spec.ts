import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startRedis, type LocalRedis } from '@aispinner/platform/local-services';
import { createRedisState, type State, type StateScope } from '@aispinner/state';
import { Redis } from 'ioredis';
import { startRedisProxy, type RedisFault, type RedisProxy } from '../redis-proxy.ts';

const SCRIPTS = ['evalsha', 'eval'];
const limits = { maxKeys: 2 };
const cut = (when: 'before' | 'after'): RedisFault => ({ kind: 'cut', when });
const answer = (error: string): RedisFault => ({ kind: 'answer', error });

// A real Redis does the work; what stands before it plays the trouble.
describe('between a call and its answer', () => {
  let redis: LocalRedis;
  let admin: Redis;
  let proxy: RedisProxy;
  let state: State;
  let owner: StateScope;
  let round = 0;
  beforeAll(async () => {
    redis = await startRedis();
    admin = new Redis(redis.url);
  }, 60_000);
  afterAll(async () => {
    admin.disconnect();
    await redis.stop();
  });
  beforeEach(async () => {
    proxy = await startRedisProxy(redis.port);
    const workerId = `wrk_${++round}`;
    owner = { tenantId: 'ten_1', workspaceId: 'wsp_1', workerId, fence: null };
    const options = { url: proxy.url, caFile: null, prefix: 'test:' };
    state = createRedisState({ ...options, answerWithinMs: 500 });
    // Connected, and its scripts are known: from here on a call is one command.
    await state.store.set(owner, 'before', '0', limits);
  });
  afterEach(async () => {
    await state.close();
    await proxy.stop();
  });

  async function leased(): Promise<StateScope> {
    const { workerId } = owner;
    const times = { dueAtMs: Date.now(), ttlMs: 60_000 };
    const grant = await state.leases.acquire({ workerId, tickId: 't', holder: 'a', ...times });
    if (grant.kind !== 'acquired') throw new Error(grant.kind);
    return { ...owner, fence: grant.lease.fence };
  }

  const stored = async (key: string): Promise<string | undefined> =>
    (await state.store.get(owner, key))?.valueJson;

  it.each([
    'LOADING Redis is loading the dataset in memory',
    "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
    'TRYAGAIN Multiple keys request during rehashing of slot',
    'CLUSTERDOWN The cluster is down',
    "READONLY You can't write against a read only replica.",
    'MISCONF Redis is configured to save RDB snapshots, but it is unable to persist to disk.',
    'BUSY Redis is busy running a script.',
    'NOREPLICAS Not enough good replicas to write.',
  ])('an answer that will pass is asked for again: %s', async (error) => {
    const scope = await leased();
    proxy.spoil(SCRIPTS, answer(error), answer(error));
    expect(await state.store.set(scope, 'k', '1', limits)).toEqual({ kind: 'stored' });
    expect(proxy.faultsLeft()).toBe(0);
    proxy.spoil(['hget'], answer(error));
    expect(await stored('k')).toBe('1');
  });

  it('an answer that will not pass is told at once', async () => {
    const before = proxy.passedOn('evalsha');
    proxy.spoil(SCRIPTS, answer('NOPERM this user has no permissions to run the command'));
    await expect(state.store.set(owner, 'k', '1', limits)).rejects.toMatchObject({
      name: 'InfraError',
      retriable: false,
    });
    expect(proxy.passedOn('evalsha')).toBe(before);
    expect(await stored('k')).toBeUndefined();
  });

  describe.each([
    ['cut off before it was done', cut('before')],
    ['cut off after it was done', cut('after')],
    ['never answered', { kind: 'keep' }],
  ] as const)('%s,', (_, fault) => {
    it('a set happens once: it neither counts twice nor finds itself in its way', async () => {
      const scope = await leased();
      proxy.spoil(SCRIPTS, fault);
      // The second key of two that are allowed.
      expect(await state.store.set(scope, 'k', '1', limits)).toEqual({ kind: 'stored' });
      expect(proxy.faultsLeft()).toBe(0);
      expect(await stored('k')).toBe('1');
      expect(await state.store.set(scope, 'third', '1', limits)).toMatchObject({
        kind: 'tooManyKeys',
      });
    });

    it('a delete says whether there was something', async () => {
      const scope = await leased();
      proxy.spoil(SCRIPTS, fault);
      expect(await state.store.delete(scope, 'before')).toBe(true);
      expect(await stored('before')).toBeUndefined();
      proxy.spoil(SCRIPTS, fault);
      expect(await state.store.delete(scope, 'before')).toBe(false);
      expect(proxy.faultsLeft()).toBe(0);
    });

    it('a lease is got by who asked, and by nobody else', async () => {
      proxy.spoil(SCRIPTS, fault);
      const scope = await leased();
      const { workerId } = owner;
      const times = { dueAtMs: Date.now(), ttlMs: 60_000 };
      const other = await state.leases.acquire({ workerId, tickId: 'u', holder: 'b', ...times });
      expect(other).toEqual({ kind: 'busy', tickId: 't' });
      proxy.spoil(SCRIPTS, fault);
      const lease = { workerId, tickId: 't', holder: 'a', fence: scope.fence ?? 0 };
      expect(await state.leases.renew([lease], 60_000)).toEqual([]);
      proxy.spoil(SCRIPTS, fault);
      await state.leases.finish([lease]);
      expect(await state.leases.running([workerId])).toEqual(new Map());
      expect(proxy.faultsLeft()).toBe(0);
    });
  });

  it('a write that was given up does not come late over one that came after it', async () => {
    const scope = await leased();
    const [values = ''] = await admin.keys(`test:{${owner.workerId}}*:values`);
    // The server holds still, with the first try in its socket, until both tries were sent.
    await admin.client('PAUSE', 1_200, 'ALL');
    expect(await state.store.set(scope, 'k', '1', limits)).toEqual({ kind: 'stored' });
    expect(await state.store.set(scope, 'k', '2', limits)).toEqual({ kind: 'stored' });
    expect(await admin.hget(values, 'k')).toMatch(/ 2$/);
  });

  it('trouble that lasts is told, and nothing was written', async () => {
    const hasty = createRedisState({
      ...{ url: proxy.url, caFile: null, prefix: 'test:' },
      retryForMs: 300,
    });
    try {
      await hasty.store.get(owner, 'k');
      const down = answer('CLUSTERDOWN Hash slot not served');
      proxy.spoil(SCRIPTS, ...Array.from({ length: 50 }, () => down));
      await expect(hasty.store.set(owner, 'k', '1', limits)).rejects.toMatchObject({
        name: 'InfraError',
        retriable: true,
      });
      expect(await stored('k')).toBeUndefined();
    } finally {
      await hasty.close();
    }
  });
});
