import {
  createTestDatabase,
  insertTenant,
  insertWorker,
  type TenantRows,
} from '@aispinner/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDatabase, type Database } from './database.ts';
import { Ledger } from './ledger.ts';
import { TickStats } from './tick-stats.ts';
import { skippedTick, type TickRecord } from './tick-record.ts';

const HOUR = 3600_000;
const FROM = Date.UTC(2026, 10, 24, 3);

describe('the statistics of a worker', () => {
  let drop: () => Promise<void>;
  let database: Database;
  let tenant: TenantRows;
  let stats: TickStats;
  let workerId: string;

  beforeAll(async () => {
    const created = await createTestDatabase();
    drop = created.drop;
    database = createDatabase({ url: created.url, poolSize: 4 });
    tenant = await insertTenant(database);
    workerId = await insertWorker(database, tenant);
    stats = new TickStats(database);
    await new Ledger(database).record(hourOfTicks(workerId));
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  /** One every 7 s, with lateness from 0 to some seconds, now and then failing, skipped or missed. */
  function hourOfTicks(id: string): TickRecord[] {
    const of = { ...tenant, workerId: id, version: 1 };
    return Array.from({ length: Math.floor(3600 / 7) }, (_, i) => {
      const dueAt = FROM + i * 7000;
      const none = skippedTick(of, { dueAt, reason: 'missed', now: dueAt + 9, count: (i % 3) + 1 });
      if (i % 13 === 0) return none;
      const parts = {
        scheduler: i % 5,
        queue: i % 3,
        predecessor: i % 17 === 0 ? 200 : 0,
        sandbox: 1,
        cold_start: i % 50 === 0 ? 1500 + i : 0,
      };
      return {
        ...none,
        outcome: i % 11 === 0 ? 'error' : i % 29 === 0 ? 'killed' : 'ok',
        reason: i % 11 !== 0 && i % 29 === 0 ? 'runner_lost' : null,
        count: 1,
        latenessMs: Object.values(parts).reduce((a, b) => a + b, 0),
        parts,
        durationMs: 0.3 + ((i * 37) % 400) / 3,
        cpuMs: 1,
      };
    });
  }

  /** The ticks' hour, with nothing before and after it. */
  const raw = () =>
    stats.read(tenant.tenantId, workerId, { from: new Date(FROM), sliceSeconds: 600, slices: 6 });
  const rolledUp = () =>
    stats.read(tenant.tenantId, workerId, {
      from: new Date(FROM - HOUR),
      sliceSeconds: 600,
      slices: 18,
    });

  it('are the same out of roll-ups as out of ticks, percentiles within 1%', async () => {
    const exact = await raw();
    const found = await rolledUp();
    const pairs = [
      [found.total, exact.total] as const,
      ...exact.slices.map((slice, i) => [found.slices[i + 6], slice] as const),
    ];
    for (const [a, b] of pairs) {
      expect(a?.counts).toEqual(b.counts);
      expect(a?.errorRate).toBe(b.errorRate);
      for (const measure of ['latenessMs', 'durationMs'] as const) {
        expect(a?.[measure]?.max).toBe(b[measure]?.max);
        for (const q of ['p50', 'p95', 'p99'] as const) {
          const value = b[measure]?.[q] ?? Number.NaN;
          expect(Math.abs((a?.[measure]?.[q] ?? 0) - value)).toBeLessThanOrEqual(value * 0.0101);
        }
      }
      for (const [cause, ms] of Object.entries(b.latenessParts ?? { none: Number.NaN })) {
        expect((a?.latenessParts as Record<string, number>)[cause]).toBeCloseTo(ms, 9);
      }
    }
    expect(exact.total.counts.error).toBeGreaterThan(10);
    expect(found.slices[0]?.latenessMs).toBeNull();
  });

  it('stay when the ticks themselves are gone', async () => {
    const before = await rolledUp();
    await database.system().tick.deleteMany({ where: { workerId } });
    expect((await raw()).total.counts.ok).toBe(0);
    expect(await rolledUp()).toEqual(before);
  });

  it('are shown to no other tenant', async () => {
    const other = await insertTenant(database);
    const window = { from: new Date(FROM - HOUR), sliceSeconds: 600, slices: 18 };
    const seen = await stats.read(other.tenantId, workerId, window);
    expect(seen.total.counts.ok).toBe(0);
  });
});
