import type { LiveEvent, TickMessage } from '@aispinner/contracts';
import { createPostgresMessaging, type Messaging } from '@aispinner/messaging';
import { createDatabase, DueWorkers, SchedulerShards, type Database } from '@aispinner/persistence';
import { createLogger, Metrics, systemClock, type Clock } from '@aispinner/platform';
import { createPostgresState, type State } from '@aispinner/state';
import {
  dueStateOf,
  eventually,
  insertTenant,
  insertWorker,
  startPostgres,
  type OwnPostgres,
  type TenantRows,
} from '@aispinner/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { schedulerMetrics } from './scheduler-metrics.ts';
import { standIn } from './runner.fixture.ts';
import { Scheduler } from './scheduler.ts';
import { tickMessageOf } from './tick-message.ts';

const log = createLogger('test', { logLevel: 'silent' });

// Ticks come by the second, and a busy machine is slow, hence the limits.
const PATIENT = { timeoutMs: 30_000 };

describe('Scheduler', () => {
  let postgres: OwnPostgres;
  let database: Database;
  let bus: Messaging;
  let state: State;
  let scheduler: Scheduler;
  let tenant: TenantRows;
  let received: { tick: TickMessage; at: number }[];
  /** Seen on its way to the queue, which hides that a queued tick is published again. */
  let published: { tick: TickMessage; at: number }[];
  /** Ticks that got their worker's lease. */
  let begun: string[];
  /** How long the stand-in for a runner takes over a tick. */
  let tickMs: (tick: TickMessage) => number;

  beforeAll(async () => {
    postgres = await startPostgres();
    database = createDatabase({ url: postgres.url, poolSize: 5 });
    const databaseUrl = postgres.url;
    bus = createPostgresMessaging({ databaseUrl, log });
    state = createPostgresState({ databaseUrl });
    await bus.ticks.consume({ consumerId: 'runner', maxInFlight: 100 }, ({ tick }) => run(tick));
  });
  beforeEach(async () => {
    await database.system().tick.deleteMany();
    await database.system().worker.deleteMany();
    await database.system().dueTime.deleteMany();
    tenant = await insertTenant(database);
    received = [];
    published = [];
    begun = [];
    tickMs = () => 0;
    scheduler = schedulerOn(database);
  });
  afterEach(() => scheduler.stop());
  afterAll(async () => {
    await bus.close();
    await state.close();
    await database.close();
    await postgres.stop();
  });

  function schedulerOn(
    on: Database,
    { clock = systemClock, by = bus }: { clock?: Clock; by?: Messaging } = {},
  ): Scheduler {
    return new Scheduler({
      database: on,
      bus: {
        outcomes: by.outcomes,
        logs: by.logs,
        ticks: {
          publish: (ticks) => {
            published.push(...ticks.map((tick) => ({ tick, at: Date.now() })));
            return by.ticks.publish(ticks);
          },
          consume: (options, handle) => by.ticks.consume(options, handle),
          close: () => Promise.resolve(),
        },
      },
      live: state.live,
      leases: state.leases,
      clock,
      log,
      metrics: schedulerMetrics(new Metrics('test')),
    });
  }

  function run(tick: TickMessage): Promise<void> {
    received.push({ tick, at: Date.now() });
    return standIn(tick, { bus, state, ms: tickMs(tick), onBegin: () => begun.push(tick.tickId) });
  }

  const rowsOf = (workerId: string) =>
    database.system().tick.findMany({ where: { workerId }, orderBy: { dueAt: 'asc' } });

  it('runs every due time of a worker once, never early, and records outcome and log', async () => {
    const events: LiveEvent[] = [];
    const unsubscribe = await state.live.subscribe((event) => events.push(event));
    const workerId = await insertWorker(database, tenant);
    await scheduler.start();

    const rows = await eventually(async () => {
      const found = await rowsOf(workerId);
      expect(found.length).toBeGreaterThanOrEqual(4);
      return found;
    }, PATIENT);

    expect(rows.map((r) => r.outcome)).toEqual(rows.map(() => 'ok'));
    expect(rows.map((r) => Number(r.number))).toEqual(rows.map((_, i) => i + 1));
    const dueTimes = rows.map((r) => r.dueAt.getTime());
    expect(dueTimes).toEqual(dueTimes.map((_, i) => (dueTimes[0] ?? 0) + i * 1000));
    for (const { tick, at } of received) {
      expect(at).toBeGreaterThanOrEqual(tick.dueAt);
      expect(tick.queuedAt).toBeGreaterThanOrEqual(tick.dueAt);
    }
    const lines = await database.system().logLine.findMany({ where: { workerId } });
    expect(lines.map((l) => l.message)).toContain('tick 3');
    const place = { ...tenant, workerId };
    await eventually(() => {
      expect(events).toContainEqual({ ...place, kind: 'ticks' });
      expect(events).toContainEqual({ ...place, kind: 'logs' });
    });
    await unsubscribe();
  }, 60_000);

  it('shares the workers with others, and takes over those of one that falls silent', async () => {
    const other = createDatabase({ url: postgres.url, poolSize: 5 });
    const otherBus = createPostgresMessaging({ databaseUrl: postgres.url, log });
    const silent = schedulerOn(other, { by: otherBus });
    const ids: string[] = [];
    for (let i = 0; i < 12; i++) ids.push(await insertWorker(database, tenant));
    await scheduler.start();
    await silent.start();
    const owners = await eventually(async () => {
      const rows = await database.rows<{ owner: string; workers: number }>(
        `SELECT owner, count(w.id)::int AS workers
         FROM scheduler_shards s LEFT JOIN workers w USING (shard) GROUP BY owner
         HAVING count(DISTINCT shard) = 32`,
        [],
      );
      expect(rows).toHaveLength(2);
      return rows;
    }, PATIENT);
    expect(owners.every(({ workers }) => workers > 0)).toBe(true);

    // Cut off in the middle of everything: it can neither claim nor hand on.
    await Promise.all([other.close(), otherBus.close()]);
    const silentSince = Date.now();
    await eventually(async () => {
      for (const id of ids) {
        const after = (await rowsOf(id)).filter((r) => r.dueAt.getTime() > silentSince + 5_000);
        expect(after.some((r) => r.outcome === 'ok')).toBe(true);
      }
    }, PATIENT);
    expect(silent.notReady()).toBe('shards are not being renewed');
    await silent.stop();

    expect(new Set(begun).size).toBe(begun.length);
    for (const id of ids) {
      const due = (await rowsOf(id)).map((r) => r.dueAt.getTime());
      expect(due).toEqual(due.map((_, i) => (due[0] ?? 0) + i * 1000));
    }
  }, 60_000);

  it('is not early when its own clock is a day ahead, nor late when it is behind', async () => {
    const ahead = schedulerOn(database, { clock: { now: () => Date.now() + 86_400_000 } });
    const behind = schedulerOn(database, { clock: { now: () => Date.now() - 86_400_000 } });
    const ids: string[] = [];
    for (let i = 0; i < 12; i++) ids.push(await insertWorker(database, tenant));
    await ahead.start();
    await behind.start();
    await eventually(async () => {
      for (const id of ids) expect((await rowsOf(id)).length).toBeGreaterThanOrEqual(3);
    }, PATIENT);
    await Promise.all([ahead.stop(), behind.stop()]);
    for (const { tick, at } of received) {
      expect(at).toBeGreaterThanOrEqual(tick.dueAt);
      expect(tick.queuedAt).toBeGreaterThanOrEqual(tick.dueAt);
    }
    const rows = (await Promise.all(ids.map(rowsOf))).flat();
    expect(rows.map((r) => r.reason)).not.toContain('missed');
  }, 60_000);

  it('skips due times while a tick runs, with the reason, and goes on after it', async () => {
    tickMs = (tick) => (tick.number === 1 ? 2_300 : 0);
    const workerId = await insertWorker(database, tenant);
    await scheduler.start();

    const rows = await eventually(async () => {
      const found = await rowsOf(workerId);
      expect(found.filter((r) => r.outcome === 'ok').length).toBeGreaterThanOrEqual(2);
      return found;
    }, PATIENT);

    // A busy machine may miss due times before it claims at all.
    const first = rows.findIndex((r) => r.outcome === 'ok');
    const said = rows.slice(first).map((r) => [r.outcome, r.reason]);
    expect(said.slice(0, 4)).toEqual([
      ['ok', null],
      ['skipped', 'predecessor_running'],
      ['skipped', 'predecessor_running'],
      ['ok', null],
    ]);
  }, 60_000);

  it('takes up a started worker at once when it is told', async () => {
    const workerId = await insertWorker(database, tenant, { status: 'stopped' });
    await scheduler.start();
    await eventually(() => expect(scheduler.notReady()).toBeNull());

    const dueAt = Date.now() + 60;
    const { shard } = await database.system().worker.update({
      where: { id: workerId },
      data: { status: 'running' },
    });
    await database
      .system()
      .dueTime.create({ data: { shard, dueAt: new Date(dueAt), tickCount: 0, workerId } });
    await state.live.publish([{ ...tenant, workerId, kind: 'schedule' }]);

    await eventually(() => expect(received).toHaveLength(1));
    // Without the word it would have looked within a second; one loaded machine is allowed for.
    expect((received[0]?.at ?? 0) - dueAt).toBeLessThan(500);
  }, 60_000);

  it('publishes again what a scheduler claimed and died with', async () => {
    const dueAt = Date.now() - 60_000;
    const workerId = await insertWorker(database, tenant, {
      nextDueAt: dueAt,
      intervalSeconds: 3600,
    });
    const dead = new SchedulerShards(database, 'sch_dead', { leaseMs: 500 });
    await dead.beat();
    await new DueWorkers(database).claim({
      owner: 'sch_dead',
      nowMs: dueAt + 10,
      sinceMs: null,
      perShard: 10,
      compose: (tick) => tickMessageOf(tick, dueAt + 10),
      running: async () => new Map(),
    });

    await scheduler.start();

    await eventually(async () => expect(await rowsOf(workerId)).toHaveLength(1), PATIENT);
    expect(received.map((r) => r.tick.dueAt)).toEqual([dueAt]);
    expect(await dueStateOf(database, workerId)).toMatchObject({ inFlightDueAt: null });
  }, 60_000);

  it('does not publish a tick again that merely runs long', async () => {
    tickMs = () => 8_000;
    const workerId = await insertWorker(database, tenant, {
      nextDueAt: Date.now() + 50,
      intervalSeconds: 3600,
    });
    const renewing = setInterval(() => {
      void state.leases.renew([{ workerId, tickId: '', holder: 'runner', fence: 1 }], 5000);
    }, 1000);
    await scheduler.start();
    await eventually(async () => expect(await rowsOf(workerId)).toHaveLength(1), {
      timeoutMs: 15_000,
    });
    clearInterval(renewing);
    // Between its end and its record it may be suspected, and published to be dropped by its lease.
    const endedAt = (await rowsOf(workerId))[0]?.endedAt.getTime() ?? 0;
    expect(published.filter(({ at }) => at < endedAt)).toHaveLength(1);
    expect(begun).toHaveLength(1);
  }, 60_000);

  it('goes on by itself after kill -9 of the database, with every due time accounted for', async () => {
    const workerId = await insertWorker(database, tenant);
    await scheduler.start();
    await eventually(
      async () => expect((await rowsOf(workerId)).length).toBeGreaterThan(0),
      PATIENT,
    );

    await postgres.kill();
    await eventually(() => expect(scheduler.notReady()).not.toBeNull(), PATIENT);
    await postgres.restart();
    const restartedAt = Date.now();

    const rows = await eventually(async () => {
      const found = await rowsOf(workerId);
      const after = found.filter((r) => r.outcome === 'ok' && r.dueAt.getTime() > restartedAt);
      expect(after.length).toBeGreaterThan(2);
      return found;
    }, PATIENT);
    const dueTimes = rows.map((r) => r.dueAt.getTime());
    expect(dueTimes).toEqual(dueTimes.map((_, i) => (dueTimes[0] ?? 0) + i * 1000));
    const numbers = rows.filter((r) => r.outcome === 'ok').map((r) => Number(r.number));
    expect(new Set(numbers).size).toBe(numbers.length);
  }, 60_000);
});
