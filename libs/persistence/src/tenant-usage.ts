import type { Database } from './database.ts';
import { planOf, type TenantPlan } from './plan-limits.ts';

export interface TenantUsage {
  readonly plan: TenantPlan;
  readonly workspaces: number;
  readonly apiKeys: number;
  /** Oldest workspace first. */
  readonly workersByWorkspace: readonly {
    readonly workspaceId: string;
    readonly name: string;
    readonly workers: number;
    readonly running: number;
  }[];
  /** Ticks that ran since the minute of the instant asked about. */
  readonly ticks: { readonly ran: number; readonly durationMs: number; readonly cpuMs: number };
}

/** What a tenant has of its plan, counted now. */
export class TenantUsages {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  read(tenantId: string, since: Date): Promise<TenantUsage> {
    return this.database.forTenant(tenantId, async (tx) => {
      const tenant = await tx.tenant.findUniqueOrThrow({
        where: { id: tenantId },
        include: { plan: true },
      });
      const workspaces = await tx.workspace.findMany({
        where: { tenantId },
        orderBy: { id: 'asc' },
        include: { workers: { select: { status: true } } },
      });
      const apiKeys = await tx.apiKey.count({ where: { tenantId, revokedAt: null } });
      const { _sum: sums } = await tx.tickMinute.aggregate({
        where: {
          tenantId,
          minute: { gte: new Date(Math.floor(since.getTime() / 60_000) * 60_000) },
        },
        _sum: { ok: true, error: true, timeout: true, killed: true, durationMs: true, cpuMs: true },
      });
      return {
        plan: planOf(tenant.plan),
        workspaces: workspaces.length,
        apiKeys,
        workersByWorkspace: workspaces.map(({ id, name, workers }) => ({
          workspaceId: id,
          name,
          workers: workers.length,
          running: workers.filter((worker) => worker.status === 'running').length,
        })),
        ticks: {
          ran: (sums.ok ?? 0) + (sums.error ?? 0) + (sums.timeout ?? 0) + (sums.killed ?? 0),
          durationMs: sums.durationMs ?? 0,
          cpuMs: sums.cpuMs ?? 0,
        },
      };
    });
  }
}
