import {
  createTestDatabase,
  insertTenant,
  insertWorker,
  type TenantRows,
} from '@aispinner/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDatabase, type Database } from './database.ts';
import { Prisma } from './generated/client.ts';

describe('row-level security', () => {
  let drop: () => Promise<void>;
  let database: Database;
  let a: TenantRows;
  let b: TenantRows;

  beforeAll(async () => {
    const created = await createTestDatabase();
    drop = created.drop;
    database = createDatabase({ url: created.url, poolSize: 3 });
    a = await insertTenant(database);
    b = await insertTenant(database);
    for (const rows of [a, b]) {
      const workerId = await insertWorker(database, rows);
      const at = new Date();
      const { tenantId, workspaceId } = rows;
      const of = { tenantId, workspaceId, workerId, version: 1 };
      await database
        .system()
        .tick.create({ data: { ...of, dueAt: at, outcome: 'ok', endedAt: at } });
      await database.system().tickMinute.create({
        data: {
          ...{
            tenantId,
            workspaceId,
            workerId,
            minute: at,
            latenessBuckets: [],
            durationBuckets: [],
          },
          ...{ ok: 1, error: 0, timeout: 0, killed: 0, skipped: 0, faults: 0 },
          ...{ schedulerMs: 0, queueMs: 0, predecessorMs: 0, sandboxMs: 0, coldStartMs: 0 },
          ...{ durationMs: 0, cpuMs: 0 },
        },
      });
      await database.system().logLine.create({
        data: {
          ...of,
          tickId: 't',
          batchId: tenantId,
          position: 0,
          at,
          level: 'info',
          message: 'hi',
        },
      });
      await database.system().user.create({
        data: {
          id: `usr_${tenantId}`,
          email: `${tenantId}@example.org`,
          passwordHash: 'x',
          memberships: { create: { tenantId, role: 'owner' } },
        },
      });
      await database.system().apiKey.create({
        data: {
          id: tenantId,
          tenantId,
          userId: 'u',
          name: 'k',
          keyHash: tenantId,
          prefix: 'p',
          scopes: [],
        },
      });
      await database.system().auditEntry.create({
        data: {
          id: tenantId,
          tenantId,
          actorId: 'u',
          actorKind: 'user',
          action: 'x',
          targetKind: 'worker',
          targetId: workerId,
        },
      });
    }
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  const tablesOfTenants = [
    'workspaces',
    'workers',
    'worker_versions',
    'ticks',
    'tick_minutes',
    'log_lines',
    'memberships',
    'api_keys',
    'audit_entries',
  ];

  it.each(tablesOfTenants)(
    'shows a tenant its own rows of %s to a query that names none',
    async (table) => {
      const query = Prisma.raw(`SELECT tenant_id AS "tenantId" FROM ${table}`);
      const all = await database.system().$queryRaw<{ tenantId: string }[]>(query);
      expect(new Set(all.map((r) => r.tenantId)).size).toBe(2);

      const seen = await database.forTenant(a.tenantId, (tx) =>
        tx.$queryRaw<{ tenantId: string }[]>(query),
      );
      expect(seen).toEqual([{ tenantId: a.tenantId }]);
    },
  );

  it('knows every table: each has a policy or is out of reach', async () => {
    const open = await database.system().$queryRaw<{ name: string }[]>`
      SELECT c.relname AS name FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND NOT c.relrowsecurity
        AND (has_table_privilege('aispinner_tenant', c.oid, 'SELECT')
          OR has_table_privilege('aispinner_tenant', c.oid, 'INSERT'))`;
    // Plans are the same for all.
    expect(open).toEqual([{ name: 'plans' }]);
  });

  it.each([
    'sessions',
    'email_codes',
    'worker_state',
    'worker_leases',
    'bus_ticks',
    'rate_counters',
  ])('keeps %s out of reach', async (table) => {
    await expect(
      database.forTenant(a.tenantId, (tx) => tx.$queryRaw(Prisma.raw(`SELECT * FROM ${table}`))),
    ).rejects.toThrow(/permission denied/);
  });

  it('shows of users the members only, and never a password hash', async () => {
    const select = { id: true, email: true };
    const seen = await database.forTenant(a.tenantId, (tx) => tx.user.findMany({ select }));
    expect(seen.map((u) => u.id)).toEqual([`usr_${a.tenantId}`]);
    await expect(
      database.forTenant(a.tenantId, (tx) => tx.user.findMany({ select: { passwordHash: true } })),
    ).rejects.toThrow(/permission denied/);
  });

  it('lets no foreign row be changed, removed or made', async () => {
    const foreign = { tenantId: b.tenantId };
    const counts = await database.forTenant(a.tenantId, async (tx) => [
      (await tx.workspace.updateMany({ where: foreign, data: { name: 'Mine' } })).count,
      (await tx.worker.deleteMany({ where: foreign })).count,
    ]);
    expect(counts).toEqual([0, 0]);
    await expect(
      database.forTenant(a.tenantId, (tx) =>
        tx.workspace.create({ data: { id: 'wsp_x', name: 'X', tenantId: b.tenantId } }),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  it('lets no worker be put into a foreign workspace', async () => {
    await expect(
      database.forTenant(a.tenantId, (tx) =>
        tx.worker.create({
          data: {
            id: 'wrk_x',
            tenantId: a.tenantId,
            workspaceId: b.workspaceId,
            name: 'X',
            tickIntervalSeconds: 1,
            effectiveIntervalSeconds: 1,
            maxErrors: 1,
          },
        }),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  it('ends with the transaction: the connection sees everything again', async () => {
    const { url, drop: dropSingle } = await createTestDatabase();
    const single = createDatabase({ url, poolSize: 1 });
    const rows = await insertTenant(single);
    await insertTenant(single);
    expect(await single.forTenant(rows.tenantId, (tx) => tx.workspace.count())).toBe(1);
    expect(await single.system().workspace.count()).toBe(2);
    await single.close();
    await dropSingle();
  });
});
