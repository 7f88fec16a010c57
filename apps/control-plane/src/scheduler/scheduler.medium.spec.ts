import type { LiveEvent } from '@aispinner/contracts';
import {
  createTestDatabase,
  eventually,
  insertTenant,
  insertWorker,
  type TenantRows,
  type TestDatabase,
} from '@aispinner/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AHEAD_MS } from './claim-due.ts';
import { PATIENT, SchedulerScene } from './scheduler.fixture.ts';
import type { Scheduler } from './scheduler.ts';

describe('Scheduler', () => {
  let created: TestDatabase;
  let scene: SchedulerScene;
  let scheduler: Scheduler;
  let tenant: TenantRows;

  beforeAll(async () => {
    created = await createTestDatabase();
    scene = new SchedulerScene(created.url);
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
    await created.drop();
  });

  it('runs every due time of a worker once, never early, and records outcome and log', async () => {
    const events: LiveEvent[] = [];
    const unsubscribe = await scene.state.live.subscribe((event) => events.push(event));
    const workerId = await insertWorker(scene.database, tenant);
    await scheduler.start();

    const rows = await eventually(async () => {
      const found = await scene.rowsOf(workerId);
      expect(found.length).toBeGreaterThanOrEqual(4);
      return found;
    }, PATIENT);

    expect(rows.map((r) => r.outcome)).toEqual(rows.map(() => 'ok'));
    expect(rows.map((r) => Number(r.number))).toEqual(rows.map((_, i) => i + 1));
    const dueTimes = rows.map((r) => r.dueAt.getTime());
    expect(dueTimes).toEqual(dueTimes.map((_, i) => (dueTimes[0] ?? 0) + i * 1000));
    for (const { tick, at } of scene.received) {
      expect(at).toBeGreaterThan(tick.dueAt - AHEAD_MS);
      expect(tick.queuedAt).toBeGreaterThanOrEqual(tick.dueAt - AHEAD_MS);
      expect(tick.queuedAt).toBeLessThanOrEqual(at);
    }
    const lines = await scene.database.system().logLine.findMany({ where: { workerId } });
    expect(lines.map((l) => l.message)).toContain('tick 3');
    const place = { ...tenant, workerId };
    await eventually(() => {
      expect(events).toContainEqual({ ...place, kind: 'ticks' });
      expect(events).toContainEqual({ ...place, kind: 'logs' });
    });
    await unsubscribe();
  }, 60_000);

  it('is not early when its own clock is a day ahead, nor late when it is behind', async () => {
    const ahead = scene.scheduler({ clock: { now: () => Date.now() + 86_400_000 } });
    const behind = scene.scheduler({ clock: { now: () => Date.now() - 86_400_000 } });
    const ids: string[] = [];
    for (let i = 0; i < 12; i++) ids.push(await insertWorker(scene.database, tenant));
    await ahead.start();
    await behind.start();
    await eventually(async () => {
      for (const id of ids) expect((await scene.rowsOf(id)).length).toBeGreaterThanOrEqual(3);
    }, PATIENT);
    await Promise.all([ahead.stop(), behind.stop()]);
    for (const { tick, at } of scene.received) {
      expect(at).toBeGreaterThan(tick.dueAt - AHEAD_MS);
      expect(tick.queuedAt).toBeGreaterThanOrEqual(tick.dueAt - AHEAD_MS);
      expect(tick.queuedAt).toBeLessThanOrEqual(at);
    }
    const rows = (await Promise.all(ids.map((id) => scene.rowsOf(id)))).flat();
    expect(rows.map((r) => r.reason)).not.toContain('missed');
  }, 60_000);

  it('skips due times while a tick runs, with the reason, and goes on after it', async () => {
    scene.tickMs = (tick) => (tick.number === 1 ? 2_300 : 0);
    const workerId = await insertWorker(scene.database, tenant);
    await scheduler.start();

    const rows = await eventually(async () => {
      const found = await scene.rowsOf(workerId);
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
    const workerId = await insertWorker(scene.database, tenant, { status: 'stopped' });
    // By itself it would not look before this test is long over.
    scheduler = scene.scheduler({ lookEveryMs: 600_000 });
    await scheduler.start();
    await eventually(() => expect(scheduler.notReady()).toBeNull());

    const dueAt = Date.now() + 60;
    const { shard } = await scene.database.system().worker.update({
      where: { id: workerId },
      data: { status: 'running' },
    });
    await scene.database
      .system()
      .dueTime.create({ data: { shard, dueAt: new Date(dueAt), tickCount: 0, workerId } });
    await scene.state.live.publish([{ ...tenant, workerId, kind: 'schedule' }]);

    await eventually(() => expect(scene.received).toHaveLength(1), PATIENT);
    expect(scene.received[0]?.at ?? 0).toBeGreaterThan(dueAt - AHEAD_MS);
  }, 60_000);

  it('does not publish a tick again that merely runs long', async () => {
    scene.tickMs = () => 8_000;
    const workerId = await insertWorker(scene.database, tenant, {
      nextDueAt: Date.now() + 50,
      intervalSeconds: 3600,
    });
    const renewing = setInterval(() => {
      void scene.state.leases.renew([{ workerId, tickId: '', holder: 'runner', fence: 1 }], 5000);
    }, 1000);
    await scheduler.start();
    await eventually(async () => expect(await scene.rowsOf(workerId)).toHaveLength(1), {
      timeoutMs: 15_000,
    });
    clearInterval(renewing);
    // Between its end and its record it may be suspected, and scene.published to be dropped by its lease.
    const endedAt = (await scene.rowsOf(workerId))[0]?.endedAt.getTime() ?? 0;
    expect(scene.published.filter(({ at }) => at < endedAt)).toHaveLength(1);
    expect(scene.begun).toHaveLength(1);
  }, 60_000);
});
