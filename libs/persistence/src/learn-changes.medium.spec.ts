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
import { DueWorkers } from './due-workers.ts';
import { SchedulerShards } from './scheduler-shards.ts';

/** `DueWorkers`, with what due times know of their workers. */
describe('due times', () => {
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
  beforeEach(async () => {
    await database.system().worker.deleteMany();
    await database.system().dueTime.deleteMany();
    await database.system().workerChange.deleteMany();
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  /** Claims the worker at its due time, as if its tick before had ended. */
  async function claimNext(id: string): Promise<DueTick | undefined> {
    await database.system().tickInFlight.deleteMany();
    const nowMs = (await dueStateOf(database, id)).nextDueAt?.getTime() ?? null;
    const claimed = await new DueWorkers(database).claim({
      ...{ owner: 'sch_a', nowMs, aheadMs: 0, sinceMs: null, perShard: 500 },
      compose: (tick) => tick,
      running: async () => new Map(),
    });
    return claimed.messages[0];
  }

  const changes = () => database.system().workerChange.count();
  const set = (id: string, assignments: string) =>
    database.rows(`UPDATE workers SET ${assignments} WHERE id = $1`, [id]);

  it('know a worker from its first claim on, and claims read it no more', async () => {
    const id = await insertWorker(database, tenant, { name: 'First' });
    expect(await claimNext(id)).toMatchObject({ workerName: 'First', ...tenant, version: 1 });
    expect(await database.system().dueTime.findFirst()).toMatchObject({
      ...{ workerName: 'First', ...tenant, version: 1, activation: 1, intervalSeconds: 1 },
      ...{ isolation: 'shared', unclean: false, backingOffUntil: null },
    });
    // Behind the back of what notes changes: it is the due time that is asked.
    await database.sql(async (client) => {
      await client.query(`SET LOCAL session_replication_role = replica`);
      await client.query(`UPDATE workers SET name = 'Unseen' WHERE id = $1`, [id]);
    });
    expect(await claimNext(id)).toMatchObject({ workerName: 'First', number: 2 });
  });

  it.each([
    ['name', `name = 'Second'`, { workerName: 'Second' }],
    ['version', 'version = 2', { version: 2 }],
    ['activation', 'activation = activation + 1', { activation: 2 }],
    ['isolation', `isolation = 'dedicated'`, { isolation: 'dedicated' }],
    ['interval', 'effective_interval_seconds = 5', { intervalSeconds: 5 }],
  ])('learn of a changed %s, once', async (_, assignment, expected) => {
    const id = await insertWorker(database, tenant);
    await claimNext(id);
    await set(id, assignment);
    await set(id, assignment.replace('activation + 1', 'activation'));
    expect(await changes()).toBe(1);
    expect(await claimNext(id)).toMatchObject(expected);
    expect(await changes()).toBe(0);
    expect(await claimNext(id)).toMatchObject(expected);
  });

  it('learn that their worker has errors, and of its pause', async () => {
    const id = await insertWorker(database, tenant);
    await claimNext(id);
    await set(id, 'consecutive_errors = 1');
    await claimNext(id);
    expect(await database.system().tickInFlight.findFirst()).toMatchObject({ unclean: true });
    await set(id, 'consecutive_errors = 2');
    expect(await changes()).toBe(0);
    await set(id, `backing_off_until = '2200-01-01'`);
    expect(await claimNext(id)).toBeUndefined();
    await set(id, 'consecutive_errors = 0, backing_off_until = NULL');
    expect(await claimNext(id)).toBeDefined();
    expect(await database.system().tickInFlight.findFirst()).toMatchObject({ unclean: false });
  });

  it('lose no change that comes while they learn of another', async () => {
    const id = await insertWorker(database, tenant);
    await claimNext(id);
    await set(id, 'version = 2');
    await database.sql(async (other) => {
      await other.query('UPDATE workers SET version = 3 WHERE id = $1', [id]);
      expect(await claimNext(id)).toMatchObject({ version: 2 });
    });
    expect(await changes()).toBe(1);
    expect(await claimNext(id)).toMatchObject({ version: 3 });
    expect(await changes()).toBe(0);
  });

  it.each(['DELETE FROM workers', `UPDATE workers SET status = 'stopped'`])(
    'are dropped with nothing sent after %s',
    async (statement) => {
      const id = await insertWorker(database, tenant);
      await claimNext(id);
      const { nextDueAt } = await dueStateOf(database, id);
      await database.rows(`${statement} WHERE id = $1`, [id]);
      const claimed = await new DueWorkers(database).claim({
        ...{ owner: 'sch_a', nowMs: nextDueAt?.getTime() ?? 0, aheadMs: 0, sinceMs: null },
        ...{ perShard: 500, compose: (tick: DueTick) => tick, running: async () => new Map() },
      });
      expect(claimed).toMatchObject({ messages: [], skipped: [], workers: 1 });
      expect(await database.system().dueTime.count()).toBe(0);
      expect(await changes()).toBe(0);
    },
  );
});
