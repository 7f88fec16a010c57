import {
  createTestDatabase,
  eventually,
  insertTenant,
  insertWorker,
  type TenantRows,
} from '@aispinner/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createDatabase, type Database } from './database.ts';
import { Ledger } from './ledger.ts';
import { Retention } from './retention.ts';
import { takeStep } from './tick-partitions.ts';
import { skippedTick, type TickRecord } from './tick-record.ts';

const DAY = 86_400_000;

describe('the partitions of the ledger', () => {
  let drop: () => Promise<void>;
  let database: Database;
  let ledger: Ledger;
  let retention: Retention;
  let free: TenantRows;

  beforeEach(async () => {
    const created = await createTestDatabase();
    drop = created.drop;
    database = createDatabase({ url: created.url, poolSize: 6 });
    ledger = new Ledger(database);
    retention = new Retention(database);
    free = await insertTenant(database);
  });
  afterEach(async () => {
    await database.close();
    await drop();
  });

  const now = Date.now();
  const midnight = Math.floor(now / DAY) * DAY;

  function missed(tenant: TenantRows, workerId: string, dueAt: number): TickRecord {
    return skippedTick({ ...tenant, workerId, version: 1 }, { dueAt, reason: 'missed', now });
  }

  /** Where the rows lie: table name and due time, oldest first. */
  const places = () =>
    database.rows<{ place: string; dueAt: Date }>(
      'SELECT tableoid::regclass::text AS place, due_at AS "dueAt" FROM ticks ORDER BY due_at, 1',
      [],
    );
  const placeOf = async (dueAt: number) =>
    (await places()).filter((row) => row.dueAt.getTime() === dueAt).map((row) => row.place);

  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10).replaceAll('-', '');
  const nameOf = (days: number, from: number, to = from + DAY) =>
    `ticks_${days}d_${day(from)}_${day(to)}`;

  it('take each tick by the retention of its plan and by its day', async () => {
    await retention.removeExpired(now);
    const long = await insertTenant(database, { planId: 'unlimited' });
    await ledger.record([
      missed(free, 'wrk_a', midnight + 1),
      missed(free, 'wrk_a', midnight - 1),
      missed(long, 'wrk_b', midnight + 2),
    ]);
    expect(await placeOf(midnight + 1)).toEqual([nameOf(7, midnight)]);
    expect(await placeOf(midnight - 1)).toEqual([nameOf(7, midnight - DAY)]);
    expect(await placeOf(midnight + 2)).toEqual([expect.stringMatching(/^ticks_365d_\d+_\d+$/)]);
  });

  it('are dropped whole when their time is over, and not before', async () => {
    const made = midnight - 9 * DAY;
    await retention.removeExpired(made);
    const worker = await insertWorker(database, free);
    await ledger.record([missed(free, worker, made + 5), missed(free, worker, midnight + 5)]);
    const left = async () => (await places()).map((row) => row.dueAt.getTime());
    await retention.removeExpired(midnight - DAY - 1);
    expect(await left()).toEqual([made + 5, midnight + 5]);
    const removed = await retention.removeExpired(midnight - DAY);
    expect(removed.tickPartitions).toBe(1);
    expect(removed.ticks).toBe(0);
    expect(await left()).toEqual([midnight + 5]);
    // The sums of what is gone are there.
    const minutes = await database.system().tickMinute.findMany({ orderBy: { minute: 'asc' } });
    expect(minutes.map((m) => [m.minute.getTime(), m.skipped])).toEqual([
      [made, 1],
      [midnight, 1],
    ]);
  });

  it('are not dropped by a clock that has jumped ahead', async () => {
    await retention.removeExpired(now);
    await ledger.record([missed(free, 'wrk_a', now)]);
    const removed = await retention.removeExpired(now + 400 * DAY);
    expect(removed).toMatchObject({ tickPartitions: 0, ticks: 0 });
    expect(await places()).toHaveLength(1);
  });

  it('get what was recorded before they were made', async () => {
    await ledger.record([missed(free, 'wrk_a', midnight), missed(free, 'wrk_a', now - 30 * DAY)]);
    expect((await places()).map((row) => row.place)).toEqual(['ticks_7d_rest', 'ticks_7d_rest']);
    // What no partition will ever take, and is over, goes by itself.
    expect(await retention.removeExpired(now)).toMatchObject({ ticks: 1 });
    expect(await places()).toEqual([{ place: nameOf(7, midnight), dueAt: new Date(midnight) }]);
  });

  it('are made for a plan that somebody adds, with what its tenants have by then', async () => {
    const plan = await database.system().plan.findUniqueOrThrow({ where: { id: 'free' } });
    await database.system().plan.create({
      data: { ...plan, id: 'odd', tickRetentionHours: 50 },
    });
    const odd = await insertTenant(database, { planId: 'odd' });
    await ledger.record([missed(odd, 'wrk_a', midnight)]);
    expect(await placeOf(midnight)).toEqual(['ticks_rest']);
    await retention.removeExpired(now);
    expect(await placeOf(midnight)).toEqual([nameOf(3, midnight)]);
  });

  it('hold a due time once, even when the plan changes between two deliveries of its outcome', async () => {
    await retention.removeExpired(now);
    const worker = await insertWorker(database, free);
    const outcome = missed(free, worker, midnight + 7);
    expect((await ledger.record([outcome])).ticks).toHaveLength(1);
    await database
      .system()
      .tenant.update({ where: { id: free.tenantId }, data: { planId: 'pro' } });
    expect((await ledger.record([outcome])).ticks).toEqual([]);
    expect(await places()).toHaveLength(1);
    // The minute stays where it is; from the next one on it is as the new plan says.
    await ledger.record([
      missed(free, worker, midnight + 59_007),
      missed(free, worker, midnight + 60_007),
    ]);
    expect(await placeOf(midnight + 59_007)).toEqual([nameOf(7, midnight)]);
    expect(await placeOf(midnight + 60_007)).toEqual([expect.stringMatching(/^ticks_90d_/)]);
  });

  it('take a tick that was on its way to the default while they were made', async () => {
    const partition = { retentionDays: 7, fromMs: midnight, toMs: midnight + DAY };
    let recording: Promise<unknown> = Promise.resolve();
    await database.sql(async (client) => {
      await takeStep(client, { kind: 'create', partition });
      recording = ledger.record([missed(free, 'wrk_a', midnight + 3)]);
      await eventually(async () => {
        const waiting = await database.rows(
          `SELECT FROM pg_locks WHERE NOT granted AND relation = 'ticks_7d_rest'::regclass`,
          [],
        );
        expect(waiting).toHaveLength(1);
      });
    });
    await recording;
    expect(await placeOf(midnight + 3)).toEqual([nameOf(7, midnight)]);
  });

  it('are looked after by several schedulers at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => new Retention(database).removeExpired(now)));
    await eventually(async () => {
      await retention.removeExpired(now);
      await ledger.record([missed(free, 'wrk_a', midnight)]);
      expect(await placeOf(midnight)).toEqual([nameOf(7, midnight)]);
    });
  });

  it('are out of a tenant’s reach but through the table that has the policy', async () => {
    await retention.removeExpired(now);
    const other = await insertTenant(database);
    await ledger.record([missed(free, 'wrk_a', midnight), missed(other, 'wrk_b', midnight)]);
    const seen = await database.forTenant(free.tenantId, (tx) => tx.tick.findMany());
    expect(seen.map((tick) => tick.workerId)).toEqual(['wrk_a']);
    await expect(
      database.forTenant(free.tenantId, (tx) =>
        tx.$queryRawUnsafe(`SELECT * FROM ${nameOf(7, midnight)}`),
      ),
    ).rejects.toThrow(/permission denied/);
  });
});
