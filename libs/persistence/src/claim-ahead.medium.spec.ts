import { scheduleOf } from '@aispinner/domain';
import {
  createTestDatabase,
  dueStateOf,
  insertTenant,
  insertWorker,
  type TenantRows,
} from '@aispinner/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDatabase, type Database } from './database.ts';
import type { DueTick } from './decide-due-worker.ts';
import { DueWorkers, type Claimed } from './due-workers.ts';
import { SchedulerShards } from './scheduler-shards.ts';

const AHEAD_MS = 50;

describe('DueWorkers, ahead of due times', () => {
  let drop: () => Promise<void>;
  let database: Database;
  let tenant: TenantRows;

  beforeAll(async () => {
    const created = await createTestDatabase();
    drop = created.drop;
    database = createDatabase({ url: created.url, poolSize: 2 });
    tenant = await insertTenant(database);
    await new SchedulerShards(database, 'sch_a', { leaseMs: 600_000 }).beat();
  });
  beforeEach(async () => {
    await database.system().worker.deleteMany();
    await database.system().dueTime.deleteMany();
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  const claimAt = (nowMs: number): Promise<Claimed<DueTick>> =>
    new DueWorkers(database).claim({
      owner: 'sch_a',
      nowMs,
      aheadMs: AHEAD_MS,
      sinceMs: null,
      perShard: 500,
      compose: (tick) => tick,
      running: async () => new Map(),
    });

  it('takes ahead what is due soon, at its own due time, and once', async () => {
    const dueAt = 1_800_000_000_000;
    const id = await insertWorker(database, tenant, { nextDueAt: dueAt });
    expect(await claimAt(dueAt - 51)).toMatchObject({ workers: 0 });

    const claimed = await claimAt(dueAt - 50);
    expect(claimed.messages).toMatchObject([{ workerId: id, dueAt, number: 1 }]);
    expect(claimed).toMatchObject({ skipped: [], left: null });
    const { phaseMs } = scheduleOf(id, 1);
    expect(((await dueStateOf(database, id)).nextDueAt?.getTime() ?? 0) % 1000).toBe(phaseMs);
    expect(await claimAt(dueAt)).toMatchObject({ workers: 0 });
  });

  it('runs what is late rather than the due time that comes next', async () => {
    const id = await insertWorker(database, tenant);
    const stored = (await dueStateOf(database, id)).nextDueAt?.getTime() ?? 0;
    const claimed = await claimAt(stored + 980);
    expect(claimed.messages).toMatchObject([{ workerId: id, dueAt: stored }]);
    expect(claimed.skipped).toEqual([]);
    expect((await dueStateOf(database, id)).nextDueAt?.getTime()).toBe(stored + 1000);
  });

  it('skips nobody ahead: whoever is busy may be free when it is due', async () => {
    const id = await insertWorker(database, tenant, { nextDueAt: 1_800_000_000_000 });
    await claimAt(1_800_000_000_000);
    const second = (await dueStateOf(database, id)).nextDueAt?.getTime() ?? 0;

    expect(await claimAt(second - 30)).toMatchObject({
      messages: [],
      skipped: [],
      left: { firstDueAt: second, lookedUntilMs: second + 20 },
    });
    await database.system().tickInFlight.deleteMany();
    expect((await claimAt(second)).messages).toMatchObject([{ dueAt: second }]);
  });
});
