import type { KillReason, OutcomeKind, SkipReason } from '@aispinner/domain';
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
import { Ledger } from './ledger.ts';
import { SchedulerShards } from './scheduler-shards.ts';
import { WorkerRunning } from './worker-running.ts';
import { WorkerVersions } from './worker-versions.ts';

const OWNER = 'sch_test';
const ACTOR = { kind: 'user', id: 'usr_test' } as const;

describe('a worker that loses one sandbox after the other', () => {
  let drop: () => Promise<void>;
  let database: Database;
  let ledger: Ledger;
  let tenant: TenantRows;
  let id: string;

  beforeAll(async () => {
    const created = await createTestDatabase();
    drop = created.drop;
    database = createDatabase({ url: created.url, poolSize: 4 });
    ledger = new Ledger(database);
    tenant = await insertTenant(database);
    await new SchedulerShards(database, OWNER, { leaseMs: 600_000 }).beat();
  });
  beforeEach(async () => {
    await database.system().tick.deleteMany();
    await database.system().worker.deleteMany();
    await database.system().dueTime.deleteMany();
    id = await insertWorker(database, tenant);
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  const row = async () => ({
    ...(await database.system().worker.findUniqueOrThrow({ where: { id } })),
    ...(await dueStateOf(database, id)),
  });

  function claimAt(nowMs: number): Promise<Claimed<DueTick>> {
    return new DueWorkers(database).claim({
      owner: OWNER,
      nowMs,
      aheadMs: 0,
      sinceMs: null,
      perShard: 500,
      compose: (tick) => tick,
      running: async () => new Map(),
    });
  }

  /** Sends the worker's next tick that no pause covers, and records how it ended. */
  async function runTick(
    outcome: OutcomeKind,
    reason: KillReason | SkipReason | null = null,
  ): Promise<void> {
    const { nextDueAt, backingOffUntil } = await row();
    const from = Math.max(nextDueAt?.getTime() ?? 0, backingOffUntil?.getTime() ?? 0);
    const [tick] = (await claimAt(from + 1000)).messages;
    if (tick === undefined) throw new Error('the worker was not due');
    await ledger.record([
      {
        ...tenant,
        workerId: id,
        version: 1,
        number: tick.number,
        outcome,
        reason,
        error: null,
        dueAt: tick.dueAt,
        queuedAt: tick.dueAt,
        startedAt: tick.dueAt,
        endedAt: tick.dueAt,
        latenessMs: 0,
        cause: null,
        parts: null,
        durationMs: 0,
        cpuMs: null,
        count: 1,
      },
    ]);
  }

  async function databaseNow(): Promise<number> {
    const [found] = await database.rows<{ now: Date }>('SELECT clock_timestamp() AS now', []);
    return found?.now.getTime() ?? 0;
  }

  it('pauses from the second on, by the clock of the database, and longer each time', async () => {
    await runTick('timeout');
    expect(await row()).toMatchObject({ sandboxesLost: 1, backingOffUntil: null });
    for (const pauseMs of [2000, 4000, 8000]) {
      const before = await databaseNow();
      await runTick('killed', 'crashed');
      const after = await databaseNow();
      const until = (await row()).backingOffUntil?.getTime() ?? 0;
      expect(until).toBeGreaterThanOrEqual(before + pauseMs);
      expect(until).toBeLessThanOrEqual(after + pauseMs + 1);
    }
    expect(await row()).toMatchObject({ sandboxesLost: 4, consecutiveErrors: 4 });
  });

  it('has each due time of the pause skipped, and runs the first one after it', async () => {
    const first = (await row()).nextDueAt?.getTime() ?? 0;
    // Ends with the third due time: that is out of it.
    const backingOffUntil = new Date(first + 2000);
    await database.system().worker.update({ where: { id }, data: { backingOffUntil } });

    const claims: Claimed<DueTick>[] = [];
    for (let i = 0; i < 3; i++) claims.push(await claimAt(first + i * 1000));

    expect(claims.map((c) => c.messages.map((m) => [m.dueAt, m.number]))).toEqual([
      [],
      [],
      [[first + 2000, 1]],
    ]);
    expect(claims.map((c) => c.skipped.length)).toEqual([1, 1, 0]);
    const rows = await database.system().tick.findMany({ orderBy: { dueAt: 'asc' } });
    expect(rows.map((r) => [r.dueAt.getTime(), r.outcome, r.reason, r.count])).toEqual([
      [first, 'skipped', 'backing_off', 1],
      [first + 1000, 'skipped', 'backing_off', 1],
    ]);
  });

  it('does not pause for exceptions, nor for what the platform did, but remembers over them', async () => {
    await runTick('killed', 'tripwire');
    for (const [outcome, reason] of [
      ['error', null],
      ['killed', 'runner_lost'],
      ['killed', 'shutdown'],
      ['skipped', 'over_cpu_budget'],
    ] as const) {
      await runTick(outcome, reason);
      expect(await row()).toMatchObject({ sandboxesLost: 1, backingOffUntil: null });
    }
    await runTick('error', 'out_of_memory');
    const paused = await row();
    expect(paused.sandboxesLost).toBe(2);
    expect(paused.backingOffUntil).not.toBeNull();
  });

  it('begins anew after a good tick', async () => {
    await runTick('timeout');
    await runTick('timeout');
    expect((await row()).backingOffUntil).not.toBeNull();
    await runTick('ok');
    expect(await row()).toMatchObject({ sandboxesLost: 0, backingOffUntil: null });
    await runTick('timeout');
    expect((await row()).backingOffUntil).toBeNull();
  });

  it('begins anew, at its next due time, by restart, deploy, and stop and start', async () => {
    const running = new WorkerRunning(database);
    const { tenantId } = tenant;
    const source = { code: 'def tick(ctx): ...', codeHash: 'h', createdBy: 'usr_test' };
    const ways: readonly (() => Promise<unknown>)[] = [
      () => running.restart(tenantId, id, ACTOR, Date.now()),
      () => new WorkerVersions(database).deploy(tenantId, id, source, ACTOR, Date.now()),
      async () => {
        await running.stop(tenantId, id, ACTOR, Date.now());
        expect((await row()).backingOffUntil).toBeNull();
        // These ticks are ahead of the clock: what is due is what comes after the last of them.
        const nowMs = (await row()).accountedAt?.getTime() ?? 0;
        await running.start(tenantId, id, ACTOR, nowMs);
      },
    ];
    for (const way of ways) {
      await runTick('timeout');
      await runTick('timeout');
      expect((await row()).backingOffUntil).not.toBeNull();
      await way();
      const { sandboxesLost, backingOffUntil, nextDueAt } = await row();
      expect([sandboxesLost, backingOffUntil]).toEqual([0, null]);
      expect((await claimAt(nextDueAt?.getTime() ?? 0)).messages).toHaveLength(1);
      await database.system().tickInFlight.deleteMany();
    }
  });

  it('fails at its last error allowed, and is then not said to pause', async () => {
    await database.system().worker.update({ where: { id }, data: { maxErrors: 3 } });
    for (let i = 0; i < 3; i++) await runTick('killed', 'protocol');
    expect(await row()).toMatchObject({ status: 'failed', backingOffUntil: null });
  });
});
