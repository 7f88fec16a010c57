import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ledger, skippedTick } from '@aispinner/persistence';
import { createTestDatabase, insertWorker, type TestDatabase } from '@aispinner/testing';
import { startApi, type ApiUnderTest, type SignedUp } from '../api.fixture.ts';
import { insertLog } from './log-lines.fixture.ts';

let db: TestDatabase;
let api: ApiUnderTest;
let user: SignedUp;
let workspaceId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  api = await startApi(db.url);
  user = await api.signUp('user@example.com');
  const made = await api.call('POST /workspaces', { token: user.token, json: { name: 'Main' } });
  workspaceId = made.body.id as string;
});

afterAll(async () => {
  await api.close();
  await db.drop();
});

const get = (path: string) => api.call(`GET ${path}`, { token: user.token });

function newWorker(): Promise<string> {
  const place = { tenantId: user.tenantId, workspaceId };
  return insertWorker(api.database, place, { status: 'stopped' });
}

const log = (workerId: string, lines: readonly (readonly [string, string])[]) =>
  insertLog(api, { tenantId: user.tenantId, workspaceId, workerId }, lines);

describe('the logs of a worker', () => {
  it('come newest first, page by page, each line once', async () => {
    const id = await newWorker();
    for (let i = 0; i < 5; i++) await log(id, [['info', `line ${i}`]]);
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await get(`/workers/${id}/logs?limit=2${cursor}`);
      seen.push(...(page.body.items as { message: string }[]).map((line) => line.message));
      const next = page.body.nextCursor as string | null;
      cursor = next === null ? '' : `&cursor=${next}`;
    } while (cursor !== '');
    expect(seen).toEqual(['line 4', 'line 3', 'line 2', 'line 1', 'line 0']);
  });

  it('are found by level, text and time, whatever characters the text holds', async () => {
    const id = await newWorker();
    await log(id, [
      ['debug', '100% sure_thing'],
      ['info', '1000 surefthing'],
      ['error', 'Boom \\ ü'],
    ]);
    const since = (await log(id, [['warn', 'later']])).toISOString();
    const found = async (query: string) =>
      ((await get(`/workers/${id}/logs?${query}`)).body.items as { message: string }[]).map(
        (line) => line.message,
      );
    expect(await found('level=warn,error')).toEqual(['later', 'Boom \\ ü']);
    expect(await found('level=info')).toEqual(['1000 surefthing']);
    expect(await found(`q=${encodeURIComponent('% SURE_')}`)).toEqual(['100% sure_thing']);
    expect(await found(`q=${encodeURIComponent('\\ ü')}`)).toEqual(['Boom \\ ü']);
    expect(await found(`since=${since}`)).toEqual(['later']);
  });
});

describe('the ledger of a worker', () => {
  async function withTicks(): Promise<string> {
    const workerId = await newWorker();
    const now = Math.floor(api.clock.now() / 60_000) * 60_000;
    const rows = [
      {
        outcome: 'ok',
        latenessMs: 10,
        durationMs: 1,
        parts: { scheduler: 2, queue: 3, predecessor: 1, sandbox: 4, cold_start: 0 },
      },
      { outcome: 'ok', latenessMs: 20, durationMs: 3 },
      { outcome: 'error', latenessMs: 30, durationMs: 5 },
      { outcome: 'killed', reason: 'runner_lost' },
      { outcome: 'skipped', reason: 'missed', count: 7 },
    ];
    await api.database.system().tick.createMany({
      data: rows.map((row, i) => ({
        workerId,
        dueAt: new Date(now - i * 1000),
        tenantId: user.tenantId,
        workspaceId,
        version: 1,
        endedAt: new Date(now),
        ...row,
      })),
    });
    return workerId;
  }

  it('comes newest first, by outcome and by page', async () => {
    const id = await withTicks();
    const outcomes = async (query: string) =>
      ((await get(`/workers/${id}/ticks?${query}`)).body.items as { outcome: string }[]).map(
        (tick) => tick.outcome,
      );
    expect(await outcomes('')).toEqual(['ok', 'ok', 'error', 'killed', 'skipped']);
    expect(await outcomes('outcome=ok')).toEqual(['ok', 'ok']);
    const first = await get(`/workers/${id}/ticks?limit=3`);
    const cursor = String(first.body.nextCursor);
    expect(await outcomes(`limit=3&cursor=${cursor}`)).toEqual(['killed', 'skipped']);
    const since = (first.body.items as { dueAt: string }[])[1]?.dueAt ?? '';
    expect(await outcomes(`since=${since}`)).toEqual(['ok', 'ok']);
  });

  it('sums up to statistics in which every due time counts', async () => {
    const id = await withTicks();
    const { body } = await get(`/workers/${id}/stats?window=5m`);
    expect(body.total).toEqual({
      counts: { ok: 2, error: 1, timeout: 0, killed: 1, skipped: 7 },
      errorRate: 0.25,
      latenessMs: { p50: 20, p95: 29, p99: 29.8, max: 30 },
      latenessParts: { scheduler: 2, queue: 3, predecessor: 1, sandbox: 4, cold_start: 0 },
      durationMs: { p50: 3, p95: 4.8, p99: 4.96, max: 5 },
    });
    const series = body.series as { at: string; counts: Record<string, number> }[];
    expect(series).toHaveLength(60);
    expect(series[0]?.at).toBe(body.from);
    expect(series.reduce((sum, slice) => sum + (slice.counts.skipped ?? 0), 0)).toBe(7);
  });

  it.each(['6h', '30d'])('sums up %s out of roll-ups, without a tick left', async (window) => {
    const workerId = await newWorker();
    const place = { tenantId: user.tenantId, workspaceId, workerId, version: 1 };
    const dueAt = api.clock.now() - 3 * 3600_000;
    await new Ledger(api.database).record([
      skippedTick(place, { dueAt, reason: 'missed', now: dueAt, count: 4 }),
    ]);
    await api.database.system().tick.deleteMany({ where: { workerId } });
    const { body } = await get(`/workers/${workerId}/stats?window=${window}`);
    expect(body).toMatchObject({ window, total: { counts: { skipped: 4 }, latenessMs: null } });
    const series = body.series as { counts: { skipped: number } }[];
    expect(series.filter((slice) => slice.counts.skipped === 4)).toHaveLength(1);
  });

  it('has no numbers where nothing ran', async () => {
    const id = await newWorker();
    const { body } = await get(`/workers/${id}/stats`);
    expect(body).toMatchObject({
      window: '1h',
      sliceSeconds: 60,
      total: { errorRate: null, latenessMs: null, latenessParts: null, durationMs: null },
    });
  });
});
