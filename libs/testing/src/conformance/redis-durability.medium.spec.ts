import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { startRedis, type LocalRedis, type RedisOptions } from '@aispinner/platform/local-services';
import { createRedisState, type RedisStateOptions, type State } from '@aispinner/state';
import { Redis } from 'ioredis';
import { eventually } from '../eventually.ts';

jest.setTimeout(60_000);
const owner = { tenantId: 'ten_1', workspaceId: 'wsp_1', workerId: 'wrk_1', fence: null };
const limits = { maxKeys: 10 };

describe('a Redis whose durability', () => {
  const opened: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0).reverse()) await close();
  });

  async function server(options: RedisOptions): Promise<LocalRedis> {
    const redis = await startRedis(options);
    opened.push(() => redis.stop());
    return redis;
  }

  function connect({ url }: { url: string }, options: Partial<RedisStateOptions>): State {
    const state = createRedisState({ url, caFile: null, prefix: 'test:', ...options });
    opened.push(() => state.close());
    return state;
  }

  it.each([
    [{ appendOnly: 'none' }, 'appendonly is off'],
    [{ appendOnly: 'everysec' }, 'appendfsync is everysec'],
    [{ appendOnly: 'always', settings: ['maxmemory-policy allkeys-lru'] }, 'maxmemory-policy'],
  ] as const)('is less than required is refused: %j', async (options, problem) => {
    const redis = await server(options);
    const state = connect(redis, { durability: 'require' });
    await expect(state.ready()).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringContaining(problem),
    });
    // Nor does it get anything from who goes on regardless.
    await expect(state.store.set(owner, 'k', '1', limits)).rejects.toMatchObject({
      name: 'InfraError',
      retriable: true,
      message: expect.stringContaining(problem),
    });
    expect(await connect(redis, {}).store.get(owner, 'k')).toBeNull();
  });

  it('is as required is used, and again when it was mended', async () => {
    const redis = await server({ appendOnly: 'always' });
    const admin = new Redis(redis.url);
    opened.push(() => Promise.resolve(admin.disconnect()));
    await admin.config('SET', 'appendfsync', 'everysec');
    const state = connect(redis, { durability: 'require' });
    await expect(state.ready()).rejects.toMatchObject({ name: 'ConfigError' });
    await admin.config('SET', 'appendfsync', 'always');
    await state.ready();
    expect(await state.store.set(owner, 'k', '1', limits)).toEqual({ kind: 'stored' });
  });

  it('became less than required while it was cut off gets no more writes', async () => {
    const redis = await server({ appendOnly: 'always' });
    const state = connect(redis, { durability: 'require' });
    await state.store.set(owner, 'k', '1', limits);
    const admin = new Redis(redis.url);
    opened.push(() => Promise.resolve(admin.disconnect()));
    await admin.config('SET', 'appendfsync', 'no');
    await admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    await expect(state.store.set(owner, 'k', '2', limits)).rejects.toMatchObject({
      message: expect.stringContaining('appendfsync is no'),
    });
    expect(await admin.hgetall(`test:{wrk_1}:ten_1:wsp_1:values`)).toMatchObject({
      k: expect.stringMatching(/ 1$/),
    });
  });

  it('is less than required is told where that is allowed', async () => {
    const redis = await server({ appendOnly: 'everysec' });
    const told: unknown[] = [];
    const log = { debug: () => {}, error: () => {}, warn: (line: unknown) => told.push(line) };
    const state = connect(redis, { log: log as never });
    await state.ready();
    expect(await state.store.set(owner, 'k', '1', limits)).toEqual({ kind: 'stored' });
    await eventually(() =>
      expect(told).toEqual([{ problems: [expect.stringContaining('appendfsync is everysec')] }]),
    );
  });

  it('may not be seen by the user that it is given is refused where it is required', async () => {
    const redis = await server({ appendOnly: 'always' });
    const admin = new Redis(redis.url);
    opened.push(() => Promise.resolve(admin.disconnect()));
    await admin.acl('SETUSER', 'blind', 'on', '>pw', '~*', '&*', '+@all', '-config');
    const url = `redis://blind:pw@127.0.0.1:${redis.port}`;
    await expect(connect({ url }, { durability: 'require' }).ready()).rejects.toMatchObject({
      message: expect.stringContaining('could not be read'),
    });
    const state = connect({ url }, {});
    expect(await state.store.set(owner, 'k', '1', limits)).toEqual({ kind: 'stored' });
  });
});
