import {
  createTestDatabase,
  insertTenant,
  insertWorker,
  type TenantRows,
} from '@aispinner/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDatabase, type Database } from './database.ts';
import { DueWorkers } from './due-workers.ts';
import { SchedulerShards } from './scheduler-shards.ts';
import { UnfinishedTicks } from './unfinished-ticks.ts';

describe('ticks that were claimed and perhaps not published', () => {
  let drop: () => Promise<void>;
  let database: Database;
  let tenant: TenantRows;

  beforeAll(async () => {
    const created = await createTestDatabase();
    drop = created.drop;
    database = createDatabase({ url: created.url, poolSize: 4 });
    tenant = await insertTenant(database);
    await new SchedulerShards(database, 'sch_a', { leaseMs: 600_000 }).beat();
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  it('are kept for whoever looks after their worker, until they have an outcome', async () => {
    const dueAt = Date.now() - 60_000;
    const id = await insertWorker(database, tenant, { nextDueAt: dueAt, intervalSeconds: 3600 });
    const [tick] = (
      await new DueWorkers(database).claim({
        owner: 'sch_a',
        nowMs: dueAt,
        aheadMs: 0,
        sinceMs: null,
        perShard: 10,
        compose: (due) => due,
        running: async () => new Map(),
      })
    ).messages;
    const unfinished = new UnfinishedTicks(database);

    expect(await unfinished.list('sch_a', 600_000, 10)).toEqual([]);
    expect(await unfinished.list('sch_b', 1_000, 10)).toEqual([]);
    expect(await unfinished.list('sch_a', 1_000, 10)).toEqual([{ tick, sinceMs: dueAt }]);

    expect(await unfinished.freeRecorded('sch_a', 1_000)).toBe(0);
    await database.system().tick.create({
      data: {
        workerId: id,
        ...tenant,
        dueAt: new Date(dueAt),
        version: 1,
        outcome: 'ok',
        endedAt: new Date(dueAt),
      },
    });
    expect(await unfinished.freeRecorded('sch_b', 1_000)).toBe(0);
    expect(await unfinished.freeRecorded('sch_a', 1_000)).toBe(1);
    expect(await unfinished.list('sch_a', 1_000, 10)).toEqual([]);
  });
});
