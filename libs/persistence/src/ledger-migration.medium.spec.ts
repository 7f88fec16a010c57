import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timeOfBucket } from '@aispinner/domain';
import {
  createEmptyDatabase,
  dueStateOf,
  migrateInProcess,
  type TestDatabase,
} from '@aispinner/testing';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createDatabase, type Database } from './database.ts';
import { PROJECT_SCHEMA } from './migrate.ts';
import { Retention } from './retention.ts';

jest.setTimeout(30_000);

const FIRST = '20261124000000_init';
const DAY = 86_400_000;
const NOW = Date.now();
const MINUTE = Math.floor(NOW / 60_000) * 60_000;

describe('an installation from before the ledger had partitions', () => {
  let server: TestDatabase;
  let before: Database;
  let database: Database;
  let firstOnly: string;

  beforeAll(async () => {
    server = await createEmptyDatabase();
    firstOnly = await mkdtemp(join(tmpdir(), 'aispinner-migrations-'));
    for (const name of [FIRST, 'migration_lock.toml']) {
      await cp(join(PROJECT_SCHEMA.migrationsDir, name), join(firstOnly, name), {
        recursive: true,
      });
    }
    expect(await migrateInProcess(server.url, firstOnly)).toMatchObject({ applied: [FIRST] });
    before = createDatabase({ url: server.url, poolSize: 2 });
    for (const [id, plan] of [
      ['ten_free', 'free'],
      ['ten_pro', 'pro'],
    ] as const) {
      // prettier-ignore
      await before.rows('INSERT INTO tenants (id, name, plan_id) VALUES ($1, $1, $2)', [id, plan]);
      await insertOld(id, MINUTE - DAY, 'ok', [1, 2, 0.5, 96.5]);
      await insertOld(id, MINUTE - DAY + 1000, 'error', [4, 5, 6, 7]);
      await insertOld(id, MINUTE - DAY + 2000, 'skipped', null);
      await insertOld(id, MINUTE - 20 * DAY, 'ok', [0, 0, 1, 0]);
    }
    await insertOld('ten_gone', MINUTE - 3 * DAY, 'ok', [0, 0, 1, 0]);
    await insertOldWorkers();
    await before.close();
    const report = await migrateInProcess(server.url);
    const names = (await readdir(PROJECT_SCHEMA.migrationsDir)).filter((n) => !n.includes('.'));
    expect(report).toEqual({ kind: 'migrated', applied: names.sort().slice(1) });
    database = createDatabase({ url: server.url, poolSize: 4 });
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
    await rm(firstOnly, { recursive: true });
  });

  /** As the first version wrote it: parts without `predecessor`. */
  async function insertOld(
    tenantId: string,
    dueAt: number,
    outcome: string,
    parts: [number, number, number, number] | null,
  ): Promise<void> {
    const [scheduler, queue, sandbox, cold] = parts ?? [];
    const lateness = parts === null ? null : parts.reduce((a, b) => a + b, 0);
    await before.rows(
      `INSERT INTO ticks (worker_id, due_at, tenant_id, workspace_id, version, outcome, error, ended_at,
         lateness_ms, parts, duration_ms, cpu_ms)
       VALUES ('wrk_' || $1, $2, $1, 'wsp', 3, $3, $4, $2, $5, $6, $7, 2)`,
      [
        tenantId,
        new Date(dueAt),
        outcome,
        outcome === 'error' ? { type: 'E', message: 'a \u0000', traceback: '' } : null,
        lateness,
        parts === null ? null : { scheduler, queue, sandbox, cold_start: cold },
        parts === null ? null : 12.5,
      ],
    );
  }

  /** One that runs and has a tick on its way, one that runs, and one that does not. */
  async function insertOldWorkers(): Promise<void> {
    await before.rows(
      `INSERT INTO workspaces (id, tenant_id, name) VALUES ('wsp', 'ten_pro', 'Main')`,
      [],
    );
    await before.rows(
      `INSERT INTO workers (id, tenant_id, workspace_id, name, status, tick_interval_seconds,
         effective_interval_seconds, max_errors, version, activation, tick_count, next_due_at,
         in_flight_due_at, in_flight_since, in_flight_message, last_tick_due_at)
       VALUES
         ('wrk_sent', 'ten_pro', 'wsp', 'sent', 'running', 60, 60, 10, 3, 4, 7, $3, $2, $2, '{}', $1),
         ('wrk_waits', 'ten_pro', 'wsp', 'waits', 'running', 60, 60, 10, 1, 1, 0, $2, NULL, NULL, NULL, NULL),
         ('wrk_stopped', 'ten_pro', 'wsp', 'stopped', 'stopped', 60, 60, 10, 1, 1, 5, NULL, NULL, NULL, NULL, $1)`,
      [new Date(MINUTE - 60_000), new Date(MINUTE), new Date(MINUTE + 60_000)],
    );
  }

  const ticksOf = (tenantId: string) =>
    database.forTenant(tenantId, (tx) => tx.tick.findMany({ orderBy: { dueAt: 'asc' } }));

  it('keeps every tick as it was, with the parts that there are now', async () => {
    const ticks = await ticksOf('ten_pro');
    expect(ticks.map((t) => [t.dueAt.getTime() - MINUTE, t.outcome, t.retentionDays])).toEqual([
      [-20 * DAY, 'ok', 90],
      [-DAY, 'ok', 90],
      [-DAY + 1000, 'error', 90],
      [-DAY + 2000, 'skipped', 90],
    ]);
    expect(ticks[1]?.parts).toEqual({
      ...{ scheduler: 1, queue: 2, predecessor: 0, sandbox: 0.5, cold_start: 96.5 },
    });
    expect(ticks[2]?.error).toEqual({ type: 'E', message: 'a \u0000', traceback: '' });
    expect(ticks[3]).toMatchObject({ parts: null, latenessMs: null, durationMs: null });
  });

  it('has roll-ups of what was recorded before', async () => {
    const minutes = await database.system().tickMinute.findMany({
      where: { workerId: 'wrk_ten_free' },
      orderBy: { minute: 'asc' },
    });
    expect(minutes).toMatchObject([
      { minute: new Date(MINUTE - 20 * DAY), ok: 1 },
      {
        minute: new Date(MINUTE - DAY),
        ...{ ok: 1, error: 1, skipped: 1, killed: 0, timeout: 0, faults: 1 },
        ...{ schedulerMs: 5, queueMs: 7, predecessorMs: 0, sandboxMs: 6.5, coldStartMs: 103.5 },
        ...{ coldStartMaxMs: 96.5, latenessMaxMs: 100, durationMs: 25, cpuMs: 6 },
      },
    ]);
    const times = minutes[1]?.latenessBuckets.map(timeOfBucket).sort((a, b) => a - b) ?? [];
    expect(times).toEqual([expect.closeTo(22, 0), expect.closeTo(100, -0.4)]);
  });

  it('has every worker due when it was, its ticks counted, and knows which are on their way', async () => {
    const states = await Promise.all(
      ['wrk_sent', 'wrk_waits', 'wrk_stopped'].map((id) => dueStateOf(database, id)),
    );
    const [last, now, next] = [MINUTE - 60_000, MINUTE, MINUTE + 60_000].map((t) => new Date(t));
    expect(states).toEqual([
      { nextDueAt: next, inFlightDueAt: now, tickCount: 7n, accountedAt: now },
      { nextDueAt: now, inFlightDueAt: null, tickCount: 0n, accountedAt: null },
      { nextDueAt: null, inFlightDueAt: null, tickCount: 5n, accountedAt: last },
    ]);
    const { shard } = await database
      .system()
      .worker.findUniqueOrThrow({ where: { id: 'wrk_sent' } });
    expect(
      await database.system().dueTime.findFirst({ where: { workerId: 'wrk_sent' } }),
    ).toMatchObject({ shard });
    expect(await database.system().tickInFlight.findMany()).toMatchObject([
      { workerId: 'wrk_sent', since: now, number: 7n, version: 3, activation: 4, unclean: true },
    ]);
  });

  it('puts them into their partitions at the first round, and removes what is over', async () => {
    const removed = await new Retention(database).removeExpired(NOW);
    // Older than a week of a free tenant, and three days old of one that is gone.
    expect(removed.ticks).toBe(2);
    expect(await ticksOf('ten_free')).toHaveLength(3);
    expect(await ticksOf('ten_pro')).toHaveLength(4);
    const places = await database.rows<{ place: string }>(
      `SELECT DISTINCT tableoid::regclass::text AS place FROM ticks WHERE tenant_id = 'ten_free'`,
      [],
    );
    for (const { place } of places) expect(place).toMatch(/^ticks_7d_\d{8}_\d{8}$/);
  });
});
