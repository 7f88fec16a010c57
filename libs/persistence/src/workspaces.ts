import { overQuota, type OverQuota } from '@aispinner/domain';
import { newId } from '@aispinner/platform';
import { recordAudit, type Actor } from './audit-log.ts';
import { isUniqueViolation } from './database-errors.ts';
import type { Database } from './database.ts';
import { lockQuotas } from './quota-lock.ts';

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly workers: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const WITH_COUNT = { _count: { select: { workers: true } } } as const;

export class Workspaces {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Oldest first, those after the id `after`; one more than `limit` if there are more. */
  list(tenantId: string, page: { after: string | null; limit: number }): Promise<Workspace[]> {
    return this.database.forTenant(tenantId, async (tx) => {
      const rows = await tx.workspace.findMany({
        where: { tenantId, ...(page.after === null ? {} : { id: { gt: page.after } }) },
        include: WITH_COUNT,
        orderBy: { id: 'asc' },
        take: page.limit + 1,
      });
      return rows.map(workspaceOf);
    });
  }

  find(tenantId: string, id: string): Promise<Workspace | null> {
    return this.database.forTenant(tenantId, async (tx) => {
      const row = await tx.workspace.findFirst({ where: { id, tenantId }, include: WITH_COUNT });
      return row === null ? null : workspaceOf(row);
    });
  }

  async create(
    tenantId: string,
    name: string,
    actor: Actor,
  ): Promise<
    | { readonly kind: 'created'; readonly workspace: Workspace }
    | { readonly kind: 'nameTaken' }
    | ({ readonly kind: 'overQuota' } & OverQuota)
  > {
    try {
      return await this.database.forTenant(tenantId, async (tx) => {
        const limits = await lockQuotas(tx, tenantId);
        const used = await tx.workspace.count({ where: { tenantId } });
        const over = overQuota('maxWorkspaces', limits, used);
        if (over !== null) return { kind: 'overQuota', ...over };
        const row = await tx.workspace.create({
          data: { id: newId('workspace'), tenantId, name },
          include: WITH_COUNT,
        });
        await recordAudit(tx, {
          tenantId,
          actor,
          action: 'workspace.create',
          target: { kind: 'workspace', id: row.id },
          detail: { name },
        });
        return { kind: 'created', workspace: workspaceOf(row) };
      });
    } catch (error) {
      if (isUniqueViolation(error)) return { kind: 'nameTaken' };
      throw error;
    }
  }

  async rename(
    tenantId: string,
    id: string,
    name: string,
    actor: Actor,
  ): Promise<
    | { readonly kind: 'renamed'; readonly workspace: Workspace }
    | { readonly kind: 'nameTaken' }
    | { readonly kind: 'unknown' }
  > {
    try {
      return await this.database.forTenant(tenantId, async (tx) => {
        const { count } = await tx.workspace.updateMany({
          where: { id, tenantId },
          data: { name },
        });
        if (count === 0) return { kind: 'unknown' };
        await recordAudit(tx, {
          tenantId,
          actor,
          action: 'workspace.rename',
          target: { kind: 'workspace', id },
          detail: { name },
        });
        const row = await tx.workspace.findUniqueOrThrow({ where: { id }, include: WITH_COUNT });
        return { kind: 'renamed', workspace: workspaceOf(row) };
      });
    } catch (error) {
      if (isUniqueViolation(error)) return { kind: 'nameTaken' };
      throw error;
    }
  }

  /**
   * Removes it with its workers and their versions; returns the workers' ids, or null if there is no
   * such workspace. `beforeCommit` does what must be done elsewhere: where it fails, all stays.
   */
  remove(
    tenantId: string,
    id: string,
    actor: Actor,
    beforeCommit: (workerIds: readonly string[]) => Promise<void>,
  ): Promise<readonly string[] | null> {
    return this.database.forTenant(tenantId, async (tx) => {
      const workers = await tx.worker.findMany({
        where: { workspaceId: id, tenantId },
        select: { id: true },
      });
      const { count } = await tx.workspace.deleteMany({ where: { id, tenantId } });
      if (count === 0) return null;
      await recordAudit(tx, {
        tenantId,
        actor,
        action: 'workspace.delete',
        target: { kind: 'workspace', id },
        detail: { workers: workers.length },
      });
      const workerIds = workers.map((worker) => worker.id);
      await beforeCommit(workerIds);
      return workerIds;
    });
  }
}

function workspaceOf(row: {
  id: string;
  name: string;
  createdAt: Date;
  updatedAt: Date;
  _count: { workers: number };
}): Workspace {
  const { id, name, createdAt, updatedAt } = row;
  return { id, name, workers: row._count.workers, createdAt, updatedAt };
}
