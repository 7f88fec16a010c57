import { createPostgresMessaging } from '@aispinner/messaging';
import { createDatabase, DueWorkers, SchedulerShards } from '@aispinner/persistence';
import { createLogger } from '@aispinner/platform';
import {
  dueStateOf,
  eventually,
  insertTenant,
  insertWorker,
  type TenantRows,
  startPostgres,
  type OwnPostgres,
} from '@aispinner/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PATIENT, SchedulerScene } from './scheduler.fixture.ts';
import type { Scheduler } from './scheduler.ts';
import { tickMessageOf } from './tick-message.ts';

describe('schedulers and a database that die', () => {
  const log = createLogger('test', { logLevel: 'silent' });
  let postgres: OwnPostgres;
  let scene: SchedulerScene;
  let scheduler: Scheduler;
  let tenant: TenantRows;

  beforeAll(async () => {
    postgres = await startPostgres();
    scene = new SchedulerScene(postgres.url);
    await scene.open();
  });
  beforeEach(async () => {
    await scene.clear();
    tenant = await insertTenant(scene.database);
    scheduler = scene.scheduler();
  });
  afterEach(() => scheduler.stop());
  afterAll(async () => {
    await scene.close();
    await postgres.stop();
  });

  it('shares the workers with others, and takes over those of one that falls silent', async () => {
    const other = createDatabase({ url: postgres.url, poolSize: 5 });
    const otherBus = createPostgresMessaging({ databaseUrl: postgres.url, log });
    const silent = scene.scheduler({ on: other, by: otherBus });
    const ids: string[] = [];
    for (let i = 0; i < 12; i++) ids.push(await insertWorker(scene.database, tenant));
    await scheduler.start();
    await silent.start();
    const owners = await eventually(async () => {
      const rows = await scene.database.rows<{ owner: string; workers: number }>(
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
        const after = (await scene.rowsOf(id)).filter(
          (r) => r.dueAt.getTime() > silentSince + 5_000,
        );
        expect(after.some((r) => r.outcome === 'ok')).toBe(true);
      }
    }, PATIENT);
    expect(silent.notReady()).toBe('shards are not being renewed');
    await silent.stop();

    expect(new Set(scene.begun).size).toBe(scene.begun.length);
    for (const id of ids) {
      const due = (await scene.rowsOf(id)).map((r) => r.dueAt.getTime());
      expect(due).toEqual(due.map((_, i) => (due[0] ?? 0) + i * 1000));
    }
  }, 60_000);

  it('publishes again what a scheduler claimed and died with', async () => {
    const dueAt = Date.now() - 60_000;
    const workerId = await insertWorker(scene.database, tenant, {
      nextDueAt: dueAt,
      intervalSeconds: 3600,
    });
    const dead = new SchedulerShards(scene.database, 'sch_dead', { leaseMs: 500 });
    await dead.beat();
    await new DueWorkers(scene.database).claim({
      owner: 'sch_dead',
      nowMs: dueAt + 10,
      aheadMs: 0,
      sinceMs: null,
      perShard: 10,
      compose: (tick) => tickMessageOf(tick, dueAt + 10),
      running: async () => new Map(),
    });

    await scheduler.start();

    await eventually(async () => expect(await scene.rowsOf(workerId)).toHaveLength(1), PATIENT);
    expect(scene.received.map((r) => r.tick.dueAt)).toEqual([dueAt]);
    expect(await dueStateOf(scene.database, workerId)).toMatchObject({ inFlightDueAt: null });
  }, 60_000);

  it('goes on by itself after kill -9 of the scene.database, with every due time accounted for', async () => {
    const workerId = await insertWorker(scene.database, tenant);
    await scheduler.start();
    await eventually(
      async () => expect((await scene.rowsOf(workerId)).length).toBeGreaterThan(0),
      PATIENT,
    );

    await postgres.kill();
    await eventually(() => expect(scheduler.notReady()).not.toBeNull(), PATIENT);
    await postgres.restart();
    const restartedAt = Date.now();

    const rows = await eventually(async () => {
      const found = await scene.rowsOf(workerId);
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
