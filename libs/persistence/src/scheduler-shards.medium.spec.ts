import { SHARDS } from '@aispinner/domain';
import { createTestDatabase, eventually } from '@aispinner/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDatabase, type Database } from './database.ts';
import { SchedulerShards } from './scheduler-shards.ts';

const ALL = Array.from({ length: SHARDS }, (_, shard) => shard);

/** Longer than any test takes. */
const LONG = { leaseMs: 600_000 };

describe('SchedulerShards', () => {
  let drop: () => Promise<void>;
  let database: Database;

  beforeAll(async () => {
    const created = await createTestDatabase();
    drop = created.drop;
    database = createDatabase({ url: created.url, poolSize: 8 });
  });
  beforeEach(async () => {
    await database.rows('DELETE FROM schedulers', []);
    await database.rows('UPDATE scheduler_shards SET owner = NULL', []);
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  const heldBy = async (owner: string): Promise<number[]> =>
    (
      await database.rows<{ shard: number }>(
        'SELECT shard FROM scheduler_shards WHERE owner = $1 ORDER BY shard',
        [owner],
      )
    ).map(({ shard }) => shard);

  it('gives all shards to one scheduler alone', async () => {
    const alone = new SchedulerShards(database, 'sch_a', LONG);
    expect(await alone.beat()).toEqual({ shards: ALL, schedulers: 1 });
  });

  it('shares them between three that come one after the other, and then lets them be', async () => {
    const [a, b, c] = ['sch_a', 'sch_b', 'sch_c'].map(
      (id) => new SchedulerShards(database, id, LONG),
    );
    if (a === undefined || b === undefined || c === undefined) throw new Error('three');
    await a.beat();
    await b.beat();
    await a.beat();
    expect((await b.beat()).shards).toHaveLength(32);
    await c.beat();
    await a.beat();
    await b.beat();
    const held = [await a.beat(), await b.beat(), await c.beat()];
    expect(held.map((h) => h.shards.length)).toEqual([22, 21, 21]);
    expect(held.map((h) => h.schedulers)).toEqual([3, 3, 3]);
    expect(held.flatMap((h) => h.shards).sort((x, y) => x - y)).toEqual(ALL);
    expect([await a.beat(), await b.beat(), await c.beat()]).toEqual(held);
  });

  it('settles when many begin at the same instant', async () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((id) => new SchedulerShards(database, id, LONG));
    await eventually(async () => {
      const held = await Promise.all(five.map((shards) => shards.beat()));
      expect(held.map((h) => h.shards.length).sort()).toEqual([12, 13, 13, 13, 13]);
      expect(held.flatMap((h) => h.shards).sort((x, y) => x - y)).toEqual(ALL);
    });
  });

  it('hands everything on at once when one leaves', async () => {
    const leaving = new SchedulerShards(database, 'sch_a', LONG);
    const staying = new SchedulerShards(database, 'sch_b', LONG);
    await leaving.beat();
    await staying.beat();
    await leaving.leave();
    // Before the other has done anything.
    expect(await heldBy('sch_b')).toEqual(ALL);
    expect(await staying.beat()).toEqual({ shards: ALL, schedulers: 1 });
  });

  it('leaves them free when the last one goes, for whoever comes', async () => {
    const last = new SchedulerShards(database, 'sch_a', LONG);
    await last.beat();
    await last.leave();
    const next = new SchedulerShards(database, 'sch_b', LONG);
    expect((await next.beat()).shards).toEqual(ALL);
  });

  it('lets the others take over one that fell silent, and not before its lease has run out', async () => {
    const silent = new SchedulerShards(database, 'sch_silent', { leaseMs: 1_500 });
    const other = new SchedulerShards(database, 'sch_other', LONG);
    const silentSince = Date.now();
    await silent.beat();
    expect((await other.beat()).shards).toHaveLength(0);
    await eventually(async () => expect((await other.beat()).shards).toEqual(ALL));
    expect(Date.now() - silentSince).toBeGreaterThanOrEqual(1_500);

    // Awake again it has nothing, and gets its share like one that joins.
    expect((await silent.beat()).shards).toHaveLength(0);
    await other.beat();
    expect((await silent.beat()).shards).toHaveLength(32);
  });
});
