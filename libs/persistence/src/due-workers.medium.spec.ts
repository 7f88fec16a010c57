import { scheduleOf, tickIdOf } from '@aispinner/domain';
import {
  createTestDatabase,
  dueStateOf,
  eventually,
  insertTenant,
  insertWorker,
  type TenantRows,
} from '@aispinner/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDatabase, type Database } from './database.ts';
import type { DueTick } from './decide-due-worker.ts';
import { DueWorkers, type Claimed } from './due-workers.ts';
import { SchedulerShards } from './scheduler-shards.ts';

describe('DueWorkers', () => {
  let drop: () => Promise<void>;
  let database: Database;
  let due: DueWorkers;
  let tenant: TenantRows;
  const nothingRuns = async (): Promise<ReadonlyMap<string, string>> => new Map();

  beforeAll(async () => {
    const created = await createTestDatabase();
    drop = created.drop;
    database = createDatabase({ url: created.url, poolSize: 8 });
    due = new DueWorkers(database);
    tenant = await insertTenant(database);
  });
  beforeEach(async () => {
    await database.rows('UPDATE scheduler_shards SET owner = NULL', []);
    await database.rows('DELETE FROM schedulers', []);
    await holdAs('sch_a');
    await database.system().tick.deleteMany();
    await database.system().worker.deleteMany();
    await database.system().dueTime.deleteMany();
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  /** Takes its share of the shards, all of them when it is alone. */
  const holdAs = (owner: string, leaseMs = 600_000) =>
    new SchedulerShards(database, owner, { leaseMs }).beat();

  function claimAt(
    nowMs: number | null,
    options: {
      owner?: string;
      sinceMs?: number;
      perShard?: number;
      running?: ReadonlyMap<string, string>;
    } = {},
  ): Promise<Claimed<DueTick>> {
    return due.claim({
      owner: options.owner ?? 'sch_a',
      nowMs,
      aheadMs: 0,
      sinceMs: options.sinceMs ?? null,
      perShard: options.perShard ?? 500,
      compose: (tick) => tick,
      running: async () => options.running ?? nothingRuns(),
    });
  }

  const insertMany = (count: number, dueAt: number) =>
    database.rows(
      `WITH made AS (
         INSERT INTO workers (id, tenant_id, workspace_id, name, status, tick_interval_seconds,
           effective_interval_seconds, max_errors)
         SELECT 'wrk_' || n, $1, $2, n, 'running', 1, 1, 10 FROM generate_series(1, $4::int) n
         RETURNING id, shard)
       INSERT INTO due_times (shard, due_at, tick_count, worker_id) SELECT shard, $3, 0, id FROM made`,
      [tenant.tenantId, tenant.workspaceId, new Date(dueAt), count],
    );

  const rowOf = (id: string) => dueStateOf(database, id);

  it('takes a worker at its due time and not a millisecond before', async () => {
    const dueAt = 1_800_000_000_000;
    const id = await insertWorker(database, tenant, { nextDueAt: dueAt });

    expect(await claimAt(dueAt - 1)).toEqual({
      messages: [],
      skipped: [],
      workers: 0,
      left: null,
      more: false,
    });
    expect((await due.next('sch_a', null)).dueAt).toBe(dueAt);

    const claimed = await claimAt(dueAt);
    expect(claimed.messages).toMatchObject([
      {
        tickId: tickIdOf(id, dueAt),
        workerId: id,
        ...tenant,
        version: 1,
        activation: 1,
        intervalSeconds: 1,
        number: 1,
        dueAt,
        plan: { sandboxMemoryMb: 256, tickTimeoutSeconds: 60, maxWorkspaces: 10 },
      },
    ]);
    const { phaseMs } = scheduleOf(id, 1);
    const row = await rowOf(id);
    expect(row.nextDueAt?.getTime()).toBe((await due.next('sch_a', null)).dueAt);
    expect((row.nextDueAt?.getTime() ?? 0) % 1000).toBe(phaseMs);
    expect(row.inFlightDueAt?.getTime()).toBe(dueAt);
    expect(row.accountedAt?.getTime()).toBe(dueAt);
    expect(row.tickCount).toBe(1n);
  });

  it('gives each worker to one of many claimers at once', async () => {
    const dueAt = 1_800_000_000_000;
    await insertMany(400, dueAt);
    // All connected, so that none has taken everything before the next has begun.
    await Promise.all(Array.from({ length: 8 }, () => database.rows('SELECT pg_sleep(0.1)', [])));

    const claims = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const messages: DueTick[] = [];
        for (;;) {
          const claimed = await claimAt(dueAt + 5, { perShard: 1 });
          messages.push(...claimed.messages);
          // Rows that another claimer holds are not seen: until nothing is due, look again.
          if (((await due.next('sch_a', null)).dueAt ?? Infinity) > dueAt + 5) return messages;
        }
      }),
    );

    const taken = claims.flat().map((m) => m.workerId);
    expect(taken).toHaveLength(400);
    expect(new Set(taken).size).toBe(400);
    expect(claims.filter((c) => c.length > 0).length).toBeGreaterThan(1);
  });

  it('skips a worker whose earlier tick has no outcome, and says why', async () => {
    const id = await insertWorker(database, tenant, { nextDueAt: 1_800_000_000_000 });
    const [first] = (await claimAt(1_800_000_000_000)).messages;
    const second = (await rowOf(id)).nextDueAt?.getTime() ?? 0;

    const queued = await claimAt(second);
    expect(queued.messages).toEqual([]);
    expect(queued.skipped).toMatchObject([
      { workerId: id, dueAt: second, outcome: 'skipped', reason: 'predecessor_queued', count: 1 },
    ]);

    const running = new Map([[id, first?.tickId ?? '']]);
    await claimAt(second + 1000, { running });

    const rows = await database.system().tick.findMany({ orderBy: { dueAt: 'asc' } });
    expect(rows.map((r) => [r.dueAt.getTime(), r.outcome, r.reason])).toEqual([
      [second, 'skipped', 'predecessor_queued'],
      [second + 1000, 'skipped', 'predecessor_running'],
    ]);
    const row = await rowOf(id);
    expect(row.inFlightDueAt?.getTime()).toBe(first?.dueAt);
    expect(row.tickCount).toBe(1n);
    expect(row.accountedAt?.getTime()).toBe(second + 1000);
  });

  it('runs one late tick after downtime and accounts for every other due time', async () => {
    const id = await insertWorker(database, tenant);
    const stored = (await rowOf(id)).nextDueAt?.getTime() ?? 0;
    const now = stored + 3600_000 + 40;

    const claimed = await claimAt(now);

    expect(claimed.messages.map((m) => m.dueAt)).toEqual([stored + 3600_000]);
    const rows = await database.system().tick.findMany({ orderBy: { dueAt: 'asc' } });
    expect(rows).toHaveLength(101);
    expect(rows.reduce((sum, r) => sum + r.count, 0)).toBe(3600);
    expect(rows[0]).toMatchObject({ reason: 'missed', count: 3500, dueAt: new Date(stored) });
    expect(rows[1]).toMatchObject({ count: 1, dueAt: new Date(stored + 3500_000) });
    expect(rows.at(-1)?.dueAt.getTime()).toBe(stored + 3599_000);
    expect((await rowOf(id)).nextDueAt?.getTime()).toBe(stored + 3601_000);
  });

  it('passes over due times that a clock set back brings round again', async () => {
    const id = await insertWorker(database, tenant);
    const first = (await rowOf(id)).nextDueAt?.getTime() ?? 0;
    await claimAt(first + 5000);
    await database.system().tickInFlight.deleteMany();
    await database.rows('UPDATE due_times SET due_at = $2 WHERE worker_id = $1', [
      id,
      new Date(first),
    ]);

    expect((await claimAt(first + 2000)).messages).toEqual([]);
    expect((await rowOf(id)).nextDueAt?.getTime()).toBe(first + 6000);
  });

  it('leaves a worker for the next claim whose outcome is being recorded', async () => {
    const id = await insertWorker(database, tenant, { nextDueAt: 1_800_000_000_000 });
    await claimAt(1_800_000_000_000);
    const { nextDueAt } = await rowOf(id);
    const second = nextDueAt?.getTime() ?? 0;
    await database.sql(async (recorder) => {
      await recorder.query('DELETE FROM ticks_in_flight WHERE worker_id = $1', [id]);
      expect(await claimAt(second)).toMatchObject({ messages: [], skipped: [], workers: 1 });
    });
    expect((await claimAt(second)).messages).toMatchObject([{ workerId: id, dueAt: second }]);
  });

  it('drops the due time of a worker that is gone, and does not know its tick any more', async () => {
    const dueAt = 1_800_000_000_000;
    const id = await insertWorker(database, tenant, { nextDueAt: dueAt });
    await claimAt(dueAt);
    await database.system().worker.delete({ where: { id } });
    expect(await database.system().tickInFlight.findMany()).toEqual([]);
    expect(await claimAt(dueAt + 1000)).toMatchObject({ messages: [], skipped: [], workers: 1 });
    expect(await database.system().dueTime.findMany()).toEqual([]);
  });

  it('leaves stopped workers alone', async () => {
    await insertWorker(database, tenant, { status: 'stopped' });
    expect(await claimAt(Date.now() + 10_000)).toMatchObject({ workers: 0 });
    expect((await due.next('sch_a', null)).dueAt).toBeNull();
  });

  it('takes so many of each shard, the oldest first, and says that there is more', async () => {
    const first = 1_800_000_000_000;
    for (let i = 0; i < 200; i++) await insertWorker(database, tenant, { nextDueAt: first + i });
    const oldest = await database.rows<{ id: string }>(
      'SELECT DISTINCT ON (shard) worker_id AS id FROM due_times ORDER BY shard, due_at',
      [],
    );
    const claimed = await claimAt(first + 500, { perShard: 1 });
    const dueTimes = claimed.messages.map((m) => m.dueAt);
    expect(dueTimes).toEqual([...dueTimes].sort((x, y) => x - y));
    expect(claimed.messages.map((m) => m.workerId).sort()).toEqual(oldest.map((w) => w.id).sort());
    expect(claimed.more).toBe(true);
    expect(await claimAt(first + 500)).toMatchObject({
      workers: 200 - oldest.length,
      more: false,
    });
  });

  it('looks no further back than it is told', async () => {
    const dueAt = 1_800_000_000_000;
    await insertWorker(database, tenant, { nextDueAt: dueAt });
    expect(await claimAt(dueAt + 100, { sinceMs: dueAt + 1 })).toMatchObject({ workers: 0 });
    expect((await due.next('sch_a', dueAt + 1)).dueAt).toBeNull();
    expect(await claimAt(dueAt + 100, { sinceMs: dueAt })).toMatchObject({ workers: 1 });
  });

  it('gives a scheduler the workers of its own shards, and every worker to one of them', async () => {
    await holdAs('sch_b');
    await holdAs('sch_a');
    const dueAt = 1_800_000_000_000;
    const ids: string[] = [];
    for (let i = 0; i < 40; i++)
      ids.push(await insertWorker(database, tenant, { nextDueAt: dueAt }));
    const a = await claimAt(dueAt, { owner: 'sch_a' });
    const b = await claimAt(dueAt, { owner: 'sch_b' });
    expect(a.workers).toBeGreaterThan(0);
    expect(b.workers).toBeGreaterThan(0);
    expect([...a.messages, ...b.messages].map((m) => m.workerId).sort()).toEqual(ids.sort());
  });

  it('gives nothing to one whose lease has run out, though nobody has taken it over', async () => {
    await database.rows('UPDATE scheduler_shards SET owner = NULL', []);
    await database.rows('DELETE FROM schedulers', []);
    const dueAt = 1_800_000_000_000;
    await insertWorker(database, tenant, { nextDueAt: dueAt });
    await holdAs('sch_paused', 400);
    await eventually(async () => {
      const rows = await database.rows(
        'SELECT 1 FROM scheduler_shards WHERE expires_at > clock_timestamp()',
        [],
      );
      expect(rows).toEqual([]);
    });
    expect(await claimAt(dueAt, { owner: 'sch_paused' })).toMatchObject({ workers: 0 });
    // It was there to be had.
    await holdAs('sch_heir');
    expect(await claimAt(dueAt, { owner: 'sch_heir' })).toMatchObject({ workers: 1 });
  });

  it('goes by the clock of the database where it is not given an instant', async () => {
    const [row] = await database.rows<{ now: Date }>('SELECT clock_timestamp() AS now', []);
    const now = row?.now.getTime() ?? 0;
    const early = await insertWorker(database, tenant, { nextDueAt: now - 1, intervalSeconds: 60 });
    await insertWorker(database, tenant, { nextDueAt: now + 600_000, intervalSeconds: 3600 });
    expect((await claimAt(null)).messages.map((m) => m.workerId)).toEqual([early]);
  });

  it('reads the oldest of each shard from its index, in order, however many are due', async () => {
    await insertMany(5000, Date.now());
    await database.rows('ANALYZE workers, due_times', []);
    const plan = await due.explain('sch_a', 8);
    expect(plan).toContain('Index Scan using due_times_pkey on due_times');
    expect(plan).not.toContain('Sort');
  });
});
