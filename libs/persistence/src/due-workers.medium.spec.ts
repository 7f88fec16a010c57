import { scheduleOf, tickIdOf } from '@aispinner/domain';
import {
  createTestDatabase,
  insertTenant,
  insertWorker,
  type TenantRows,
} from '@aispinner/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDatabase, type Database } from './database.ts';
import { DueWorkers, type Claimed, type DueTick } from './due-workers.ts';
import { UnfinishedTicks } from './unfinished-ticks.ts';

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
    await database.system().tick.deleteMany();
    await database.system().worker.deleteMany();
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  function claimAt(
    nowMs: number,
    options: { limit?: number; running?: ReadonlyMap<string, string> } = {},
  ): Promise<Claimed<DueTick>> {
    return due.claim({
      nowMs,
      limit: options.limit ?? 500,
      compose: (tick) => tick,
      running: async () => options.running ?? nothingRuns(),
    });
  }

  const rowOf = (id: string) => database.system().worker.findUniqueOrThrow({ where: { id } });

  it('takes a worker at its due time and not a millisecond before', async () => {
    const dueAt = 1_800_000_000_000;
    const id = await insertWorker(database, tenant, { nextDueAt: dueAt });

    expect(await claimAt(dueAt - 1)).toEqual({
      messages: [],
      skipped: [],
      workers: 0,
      nextDueAt: dueAt,
    });

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
    expect(row.nextDueAt?.getTime()).toBe(claimed.nextDueAt);
    expect((row.nextDueAt?.getTime() ?? 0) % 1000).toBe(phaseMs);
    expect(row.inFlightDueAt?.getTime()).toBe(dueAt);
    expect(row.inFlightMessage).toEqual(claimed.messages[0]);
    expect(row.tickCount).toBe(1n);
  });

  it('gives each worker to one of many claimers at once', async () => {
    const dueAt = 1_800_000_000_000;
    const ids: string[] = [];
    for (let i = 0; i < 60; i++)
      ids.push(await insertWorker(database, tenant, { nextDueAt: dueAt }));

    const claims = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const messages: DueTick[] = [];
        for (;;) {
          const claimed = await claimAt(dueAt + 5, { limit: 7 });
          messages.push(...claimed.messages);
          // Rows that another claimer holds are not seen: until nothing is due, look again.
          if (claimed.nextDueAt === null || claimed.nextDueAt > dueAt + 5) return messages;
        }
      }),
    );

    const taken = claims.flat().map((m) => m.workerId);
    expect(taken.sort()).toEqual(ids.sort());
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
    expect(row.lastTickDueAt?.getTime()).toBe(second + 1000);
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
    const again = { nextDueAt: new Date(first), inFlightDueAt: null, inFlightSince: null };
    await database.sql((c) =>
      c.query(
        `UPDATE workers SET next_due_at = $2, last_tick_due_at = $3, in_flight_due_at = NULL,
           in_flight_since = NULL, in_flight_message = NULL WHERE id = $1`,
        [id, again.nextDueAt, new Date(first + 5000)],
      ),
    );

    expect((await claimAt(first + 2000)).messages).toEqual([]);
    expect((await rowOf(id)).nextDueAt?.getTime()).toBe(first + 6000);
  });

  it('leaves stopped workers alone', async () => {
    await insertWorker(database, tenant, { status: 'stopped' });
    expect(await claimAt(Date.now() + 10_000)).toMatchObject({ workers: 0, nextDueAt: null });
  });

  it('keeps what was claimed and not published for the reconciler', async () => {
    const dueAt = 1_800_000_000_000;
    const id = await insertWorker(database, tenant, { nextDueAt: dueAt });
    const { messages } = await claimAt(dueAt);
    const unfinished = new UnfinishedTicks(database);

    expect(await unfinished.list(dueAt, 10)).toEqual([]);
    expect(await unfinished.list(dueAt + 1, 10)).toEqual([
      { ...tenant, workerId: id, version: 1, dueAt, message: messages[0] },
    ]);

    expect(await unfinished.freeRecorded(dueAt + 1)).toBe(0);
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
    expect(await unfinished.freeRecorded(dueAt + 1)).toBe(1);
    expect(await unfinished.list(dueAt + 1, 10)).toEqual([]);
  });
});
