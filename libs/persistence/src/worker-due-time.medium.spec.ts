import {
  createTestDatabase,
  dueStateOf,
  insertTenant,
  insertWorker,
  type TenantRows,
} from '@aispinner/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDatabase, type Database } from './database.ts';
import { DueWorkers } from './due-workers.ts';
import { SchedulerShards } from './scheduler-shards.ts';
import { WorkerRunning } from './worker-running.ts';
import { Workers } from './workers.ts';

const OWNER = 'sch_test';
const ACTOR = { kind: 'user', id: 'usr_test' } as const;
const DAY = 86_400_000;

describe('the due time of a worker', () => {
  let drop: () => Promise<void>;
  let database: Database;
  let running: WorkerRunning;
  let tenant: TenantRows;

  beforeAll(async () => {
    const created = await createTestDatabase();
    drop = created.drop;
    database = createDatabase({ url: created.url, poolSize: 4 });
    running = new WorkerRunning(database);
    tenant = await insertTenant(database);
    await new SchedulerShards(database, OWNER, { leaseMs: 600_000 }).beat();
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  const claimAt = (nowMs: number) =>
    new DueWorkers(database).claim({
      owner: OWNER,
      nowMs,
      aheadMs: 0,
      sinceMs: null,
      perShard: 500,
      compose: (tick) => tick,
      running: async () => new Map(),
    });

  it('is there while it runs, and what it has come to outlasts a stop', async () => {
    const id = await insertWorker(database, tenant, { status: 'stopped' });
    const { tenantId } = tenant;
    const startedAt = Date.now();
    await running.start(tenantId, id, ACTOR, startedAt);
    const first = (await dueStateOf(database, id)).nextDueAt?.getTime() ?? 0;
    expect(first).toBeGreaterThan(startedAt);
    expect((await claimAt(first)).messages).toMatchObject([{ workerId: id, number: 1 }]);

    await running.stop(tenantId, id, ACTOR, first + 10);
    expect(await dueStateOf(database, id)).toEqual({
      nextDueAt: null,
      inFlightDueAt: new Date(first),
      tickCount: 1n,
      accountedAt: new Date(first),
    });

    await database.system().tickInFlight.deleteMany();
    await running.start(tenantId, id, ACTOR, first + 20);
    expect((await claimAt(first + 1000)).messages).toMatchObject([{ workerId: id, number: 2 }]);
    await running.stop(tenantId, id, ACTOR, first + 1000);
  });

  it.each([
    ['where it is expected', 0],
    ['a day behind, as after an outage', -DAY],
    ['a day ahead, as after a clock was set back', DAY],
  ])('is found and taken away %s', async (_, awayMs) => {
    const id = await insertWorker(database, tenant, { nextDueAt: Date.now() + awayMs });
    await running.stop(tenant.tenantId, id, ACTOR, Date.now());
    expect((await dueStateOf(database, id)).nextDueAt).toBeNull();
  });

  it('is taken away from under a claim that moves it', async () => {
    const id = await insertWorker(database, tenant, { nextDueAt: Date.now() });
    let stopped: Promise<unknown> = Promise.resolve();
    const claimed = await new DueWorkers(database).claim({
      owner: OWNER,
      nowMs: null,
      aheadMs: 0,
      sinceMs: null,
      perShard: 500,
      compose: (tick) => {
        // Waits for the row that the claim holds, which then lies elsewhere.
        stopped = running.stop(tenant.tenantId, id, ACTOR, Date.now());
        return tick;
      },
      running: async () => new Map(),
    });
    await stopped;
    expect(claimed.messages.map((m) => m.workerId)).toEqual([id]);
    expect(await dueStateOf(database, id)).toMatchObject({ nextDueAt: null, tickCount: 1n });
  });

  it('moves with the interval, and stays where it is by a restart', async () => {
    const { tenantId } = tenant;
    const id = await insertWorker(database, tenant, { intervalSeconds: 3600 });
    const before = (await dueStateOf(database, id)).nextDueAt;
    await running.restart(tenantId, id, ACTOR, Date.now());
    expect((await dueStateOf(database, id)).nextDueAt).toEqual(before);
    const nowMs = Date.now();
    await new Workers(database).update(tenantId, id, { tickIntervalSeconds: 2 }, ACTOR, nowMs);
    const after = (await dueStateOf(database, id)).nextDueAt?.getTime() ?? 0;
    expect(after).toBeGreaterThan(nowMs);
    expect(after).toBeLessThanOrEqual(nowMs + 2000);
    expect(await database.system().dueTime.count({ where: { workerId: id } })).toBe(1);
  });

  it('is out of the reach of another tenant', async () => {
    const id = await insertWorker(database, tenant);
    const other = await insertTenant(database);
    expect((await running.stop(other.tenantId, id, ACTOR, Date.now())).kind).toBe('unknown');
    await database.forTenant(other.tenantId, async (tx) => {
      expect(await tx.dueTime.findMany()).toEqual([]);
      expect(await tx.$executeRaw`DELETE FROM due_times`).toBe(0);
    });
    expect((await dueStateOf(database, id)).nextDueAt).not.toBeNull();
  });
});
