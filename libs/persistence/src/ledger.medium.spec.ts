import {
  createTestDatabase,
  dueStateOf,
  insertTenant,
  insertWorker,
  type TenantRows,
} from '@aispinner/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { timeOfBucket } from '@aispinner/domain';
import { createDatabase, type Database } from './database.ts';
import type { DueTick } from './decide-due-worker.ts';
import { DueWorkers } from './due-workers.ts';
import { SchedulerShards } from './scheduler-shards.ts';
import { Ledger } from './ledger.ts';
import { LogLines } from './log-lines.ts';
import { Retention } from './retention.ts';
import type { TickRecord } from './tick-record.ts';
import { VersionCode } from './version-code.ts';

describe('the records of ticks', () => {
  let drop: () => Promise<void>;
  let database: Database;
  let ledger: Ledger;
  let tenant: TenantRows;

  beforeAll(async () => {
    const created = await createTestDatabase();
    drop = created.drop;
    database = createDatabase({ url: created.url, poolSize: 8 });
    ledger = new Ledger(database);
    tenant = await insertTenant(database);
    await new SchedulerShards(database, 'sch_test', { leaseMs: 600_000 }).beat();
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  const rowOf = async (id: string) => ({
    ...(await database.system().worker.findUniqueOrThrow({ where: { id } })),
    ...(await dueStateOf(database, id)),
  });

  async function sendTick(id: string): Promise<DueTick> {
    const nowMs = (await rowOf(id)).nextDueAt?.getTime() ?? 0;
    const { messages } = await new DueWorkers(database).claim({
      owner: 'sch_test',
      nowMs,
      aheadMs: 0,
      sinceMs: null,
      perShard: 500,
      compose: (tick) => tick,
      running: async () => new Map(),
    });
    const sent = messages.find((m) => m.workerId === id);
    if (sent === undefined) throw new Error(`worker ${id} was not due`);
    return sent;
  }

  function outcomeOf(tick: DueTick, over: Partial<TickRecord> = {}): TickRecord {
    const { tenantId, workspaceId, workerId, version, number, dueAt } = tick;
    return {
      tenantId,
      workspaceId,
      workerId,
      version,
      number,
      dueAt,
      outcome: 'ok',
      reason: null,
      error: null,
      queuedAt: dueAt + 1,
      startedAt: dueAt + 3,
      endedAt: dueAt + 9,
      latenessMs: 3,
      cause: null,
      parts: { scheduler: 1, queue: 1, predecessor: 0, sandbox: 1, cold_start: 0 },
      durationMs: 6.5,
      cpuMs: 5,
      count: 1,
      ...over,
    };
  }

  const raised = (tick: DueTick): TickRecord =>
    outcomeOf(tick, {
      outcome: 'error',
      error: { type: 'ValueError', message: 'bad \u0000 \ud800 value', traceback: 'line 1' },
    });

  it('writes an outcome once, however often and from however many it comes', async () => {
    const id = await insertWorker(database, tenant);
    const outcome = raised(await sendTick(id));

    const recorded = await Promise.all(
      Array.from({ length: 6 }, () => ledger.record([outcome, outcome])),
    );

    expect(recorded.flatMap((r) => r.ticks)).toEqual([outcome]);
    const rows = await database.system().tick.findMany({ where: { workerId: id } });
    expect(rows).toMatchObject([
      {
        dueAt: new Date(outcome.dueAt),
        startedAt: new Date(outcome.dueAt + 3),
        outcome: 'error',
        error: outcome.error,
        parts: outcome.parts,
        durationMs: 6.5,
        number: 1n,
      },
    ]);
    expect(await rowOf(id)).toMatchObject({
      consecutiveErrors: 1,
      inFlightDueAt: null,
      accountedAt: new Date(outcome.dueAt),
    });
  });

  it('sums up each minute as it is written, and nothing twice', async () => {
    const id = await insertWorker(database, tenant);
    const tick = await sendTick(id);
    const minute = Math.floor(tick.dueAt / 60_000) * 60_000;
    const at = (seconds: number, over: Partial<TickRecord> = {}): TickRecord =>
      outcomeOf({ ...tick, dueAt: minute + seconds * 1000 }, over);
    const slow = at(1, {
      latenessMs: 300,
      parts: { scheduler: 100, queue: 0, predecessor: 150, sandbox: 50, cold_start: 0 },
    });
    const batches = [
      [at(0), slow],
      [at(2, { outcome: 'error' }), at(3, { outcome: 'killed', reason: 'runner_lost' })],
      [at(4, { outcome: 'skipped', reason: 'missed', latenessMs: null, parts: null, count: 7 })],
      [at(61)],
    ];
    await Promise.all(
      [...batches, ...batches, [...(batches[0] ?? []), ...(batches[1] ?? [])]].map((batch) =>
        ledger.record(batch),
      ),
    );
    const minutes = await database
      .system()
      .tickMinute.findMany({ where: { workerId: id }, orderBy: { minute: 'asc' } });
    expect(minutes).toMatchObject([
      {
        minute: new Date(minute),
        ...tenant,
        ...{ ok: 2, error: 1, timeout: 0, killed: 1, skipped: 7, faults: 1 },
        ...{ schedulerMs: 103, queueMs: 3, predecessorMs: 150, sandboxMs: 53, coldStartMs: 0 },
        ...{ schedulerMaxMs: 100, predecessorMaxMs: 150, latenessMaxMs: 300 },
        ...{ durationMs: 32.5, cpuMs: 25, durationMaxMs: 6.5 },
      },
      { minute: new Date(minute + 60_000), ok: 1, latenessMaxMs: 3 },
    ]);
    const times = minutes[0]?.latenessBuckets.map(timeOfBucket).sort((a, b) => a - b) ?? [];
    expect(times.map((ms) => Math.round(ms))).toEqual([3, 3, 3, expect.closeTo(300, -1)]);
  });

  it('lets the first outcome of a tick stand', async () => {
    const id = await insertWorker(database, tenant);
    const tick = await sendTick(id);
    await ledger.record([outcomeOf(tick)]);
    const late = outcomeOf(tick, { outcome: 'killed', reason: 'runner_lost' });
    expect(await ledger.record([late])).toEqual({ ticks: [], failed: [] });
    const rows = await database.system().tick.findMany({ where: { workerId: id } });
    expect(rows.map((r) => r.outcome)).toEqual(['ok']);
  });

  it('frees the worker for its next tick', async () => {
    const id = await insertWorker(database, tenant);
    await ledger.record([outcomeOf(await sendTick(id))]);
    expect((await sendTick(id)).number).toBe(2);
  });

  it('does not free a worker by the outcome of another tick than the one in flight', async () => {
    const id = await insertWorker(database, tenant);
    const tick = await sendTick(id);
    await ledger.record([raised({ ...tick, dueAt: tick.dueAt - 7000 })]);
    expect(await rowOf(id)).toMatchObject({
      inFlightDueAt: new Date(tick.dueAt),
      consecutiveErrors: 0,
    });
  });

  it('stops a worker at its maxErrors-th error in a row, with the error as its reason', async () => {
    const id = await insertWorker(database, tenant, { maxErrors: 2 });
    await ledger.record([raised(await sendTick(id))]);
    await ledger.record([outcomeOf(await sendTick(id))]);
    await ledger.record([raised(await sendTick(id))]);
    expect(await rowOf(id)).toMatchObject({ status: 'running', consecutiveErrors: 1 });

    const last = raised(await sendTick(id));
    expect((await ledger.record([last])).failed).toEqual([last]);
    expect(await rowOf(id)).toMatchObject({
      status: 'failed',
      statusReason:
        'Stopped after 2 errors in a row. The last: ValueError: bad \ufffd \ufffd value',
      nextDueAt: null,
      inFlightDueAt: null,
    });
  });

  it('keeps the outcome of a worker that is gone', async () => {
    const id = await insertWorker(database, tenant);
    const tick = await sendTick(id);
    await database.system().worker.delete({ where: { id } });
    expect((await ledger.record([outcomeOf(tick)])).ticks).toHaveLength(1);
  });

  it('stores a log batch once, in order, with what no text column can hold replaced', async () => {
    const lines = new LogLines(database);
    const batch = {
      ...tenant,
      batchId: 'bat_1',
      workerId: 'wrk_log',
      tickId: 'wrk_log.1',
      version: 1,
      lines: [
        { level: 'info', message: 'one', at: 1_800_000_000_123 },
        { level: 'error', message: 'two\u0000', at: 1_800_000_000_124 },
      ],
    };
    await Promise.all([lines.append([batch]), lines.append([batch, batch])]);
    const stored = await database
      .system()
      .logLine.findMany({ where: { workerId: 'wrk_log' }, orderBy: { id: 'asc' } });
    expect(stored.map((l) => [l.position, l.level, l.message, l.at.getTime()])).toEqual([
      [0, 'info', 'one', 1_800_000_000_123],
      [1, 'error', 'two\ufffd', 1_800_000_000_124],
    ]);
  });

  it('gives a runner the code of each version, and whether its worker still runs', async () => {
    const versions = new VersionCode(database);
    const id = await insertWorker(database, tenant, { code: 'def tick(ctx): ...' });
    expect(await versions.code(id, 1)).toBe('def tick(ctx): ...');
    expect(await versions.code(id, 2)).toBeNull();
    expect(await versions.standing(id)).toEqual({ running: true, activation: 1 });
    const stopped = await insertWorker(database, tenant, { status: 'stopped' });
    expect(await versions.standing(stopped)).toEqual({ running: false, activation: 1 });
    expect(await versions.standing('wrk_gone')).toBeNull();
  });

  it('keeps ticks and log lines as long as the plan says', async () => {
    const now = Date.now();
    const hour = 3600_000;
    const pro = await insertTenant(database, { planId: 'pro' });
    for (const rows of [tenant, pro]) {
      for (const ageHours of [71, 73, 167, 169]) {
        const at = new Date(now - ageHours * hour);
        const workerId = `wrk_old_${rows.tenantId}`;
        const retentionDays = rows === pro ? 90 : 7;
        await database.system().tick.create({
          data: {
            ...rows,
            retentionDays,
            workerId,
            dueAt: at,
            version: 1,
            outcome: 'ok',
            endedAt: at,
          },
        });
        await database.system().logLine.create({
          data: {
            ...rows,
            workerId,
            tickId: 't',
            version: 1,
            batchId: `${workerId}${ageHours}`,
            position: 0,
            at,
            level: 'info',
            message: 'x',
          },
        });
      }
    }
    const removed = await new Retention(database).removeExpired(now);
    expect(removed).toMatchObject({ logLines: 3, ticks: 1 });
    const kept = (rows: TenantRows) =>
      database.system().logLine.count({ where: { workerId: `wrk_old_${rows.tenantId}` } });
    expect([await kept(tenant), await kept(pro)]).toEqual([1, 4]);
  });
});
