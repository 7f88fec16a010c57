import {
  effectiveIntervalSeconds,
  firstDueAt,
  overQuota,
  type OverQuota,
  type WorkerStatus,
} from '@aispinner/domain';
import { newId } from '@aispinner/platform';
import { recordAudit, type Actor } from './audit-log.ts';
import { isUniqueViolation } from './database-errors.ts';
import { runIn, type Database, type Transaction } from './database.ts';
import { limitsOf, lockQuotas } from './quota-lock.ts';
import { lastTicksOf, type LedgerTick } from './tick-history.ts';
import { enterDueSet, leaveDueSet } from './worker-due-time.ts';
import { lockWorker } from './worker-lock.ts';

export interface Worker {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly status: WorkerStatus;
  readonly statusReason: string | null;
  readonly tickIntervalSeconds: number;
  readonly effectiveIntervalSeconds: number;
  readonly version: number;
  readonly maxErrors: number;
  readonly isolation: 'shared' | 'dedicated';
  readonly consecutiveErrors: number;
  readonly lastTick: LedgerTick | null;
  readonly backingOffUntil: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type WorkerPlace = Pick<Worker, 'id' | 'workspaceId'>;

export interface WorkerSettings {
  readonly name: string;
  readonly tickIntervalSeconds: number;
  readonly maxErrors: number;
  readonly isolation: 'shared' | 'dedicated';
}

/** Workers as rows: their settings, not their running. */
export class Workers {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /**
   * Oldest first, those after the id `after`; one more than `limit` if there are more. Null if the
   * tenant has no such workspace.
   */
  list(
    tenantId: string,
    workspaceId: string,
    page: { after: string | null; limit: number },
  ): Promise<Worker[] | null> {
    return this.database.forTenant(tenantId, async (tx) => {
      const workspace = await tx.workspace.findFirst({ where: { id: workspaceId, tenantId } });
      if (workspace === null) return null;
      const rows = await tx.worker.findMany({
        where: {
          tenantId,
          workspaceId,
          ...(page.after === null ? {} : { id: { gt: page.after } }),
        },
        orderBy: { id: 'asc' },
        take: page.limit + 1,
      });
      const lastTicks = await lastTicksOf(tx, rows);
      return rows.map((row) => workerOf(row, lastTicks.get(row.id) ?? null));
    });
  }

  find(tenantId: string, id: string): Promise<Worker | null> {
    return this.database.forTenant(tenantId, (tx) => readWorker(tx, tenantId, id));
  }

  /** Which workspace it belongs to; null if the tenant has no such worker. */
  locate(tenantId: string, id: string): Promise<WorkerPlace | null> {
    return this.database.forTenant(tenantId, (tx) =>
      tx.worker.findFirst({ where: { id, tenantId }, select: { id: true, workspaceId: true } }),
    );
  }

  /** Creates it stopped, with `code` as version 1. */
  async create(
    tenantId: string,
    workspaceId: string,
    worker: WorkerSettings & { code: string; codeHash: string; createdBy: string },
    actor: Actor,
  ): Promise<
    | { readonly kind: 'created'; readonly worker: Worker }
    | { readonly kind: 'unknownWorkspace' }
    | { readonly kind: 'nameTaken' }
    | ({ readonly kind: 'overQuota' } & OverQuota)
  > {
    const { code, codeHash, createdBy, ...settings } = worker;
    try {
      return await this.database.forTenant(tenantId, async (tx) => {
        const limits = await lockQuotas(tx, tenantId);
        const workspace = await tx.workspace.findFirst({ where: { id: workspaceId, tenantId } });
        if (workspace === null) return { kind: 'unknownWorkspace' };
        const used = await tx.worker.count({ where: { workspaceId, tenantId } });
        const over = overQuota('maxWorkersPerWorkspace', limits, used);
        if (over !== null) return { kind: 'overQuota', ...over };
        const row = await tx.worker.create({
          data: {
            id: newId('worker'),
            tenantId,
            workspaceId,
            ...settings,
            effectiveIntervalSeconds: effectiveIntervalSeconds(
              settings.tickIntervalSeconds,
              limits.minTickIntervalSeconds,
            ),
          },
        });
        await tx.workerVersion.create({
          data: { workerId: row.id, number: 1, tenantId, code, codeHash, createdBy },
        });
        await recordAudit(tx, {
          tenantId,
          actor,
          action: 'worker.create',
          target: { kind: 'worker', id: row.id },
          detail: { name: row.name, workspaceId, codeHash },
        });
        return { kind: 'created', worker: workerOf(row, null) };
      });
    } catch (error) {
      if (isUniqueViolation(error)) return { kind: 'nameTaken' };
      throw error;
    }
  }

  /** Changes settings. A changed interval of a running worker counts from `nowMs`, epoch ms. */
  async update(
    tenantId: string,
    id: string,
    changes: Partial<WorkerSettings>,
    actor: Actor,
    nowMs: number,
  ): Promise<
    | { readonly kind: 'updated'; readonly worker: Worker; readonly rescheduled: boolean }
    | { readonly kind: 'nameTaken' }
    | { readonly kind: 'unknown' }
  > {
    try {
      return await this.database.forTenant(tenantId, async (tx) => {
        const worker = await lockWorker(tx, tenantId, id);
        if (worker === null) return { kind: 'unknown' };
        const { minTickIntervalSeconds } = await limitsOf(tx, tenantId);
        const interval = effectiveIntervalSeconds(
          changes.tickIntervalSeconds ?? worker.tickIntervalSeconds,
          minTickIntervalSeconds,
        );
        const rescheduled =
          worker.status === 'running' && interval !== worker.effectiveIntervalSeconds;
        if (rescheduled) await leaveDueSet(runIn(tx), worker, nowMs);
        await tx.worker.update({
          where: { id },
          data: { ...changes, effectiveIntervalSeconds: interval },
        });
        if (rescheduled) await enterDueSet(runIn(tx), id, firstDueAt(id, interval, nowMs));
        await recordAudit(tx, {
          tenantId,
          actor,
          action: 'worker.update',
          target: { kind: 'worker', id },
          detail: changes,
        });
        const updated = await readWorker(tx, tenantId, id);
        return updated === null
          ? { kind: 'unknown' }
          : { kind: 'updated', worker: updated, rescheduled };
      });
    } catch (error) {
      if (isUniqueViolation(error)) return { kind: 'nameTaken' };
      throw error;
    }
  }

  /**
   * Removes it with its versions; null if there is no such worker. Its ledger and logs stay until
   * their time is over: what ran was used. `beforeCommit` does what must be done elsewhere: where it
   * fails, all stays.
   */
  remove(
    tenantId: string,
    id: string,
    actor: Actor,
    beforeCommit: (worker: { workspaceId: string }) => Promise<void>,
  ): Promise<{ workspaceId: string } | null> {
    return this.database.forTenant(tenantId, async (tx) => {
      const worker = await lockWorker(tx, tenantId, id);
      if (worker === null) return null;
      await tx.worker.delete({ where: { id } });
      await recordAudit(tx, {
        tenantId,
        actor,
        action: 'worker.delete',
        target: { kind: 'worker', id },
        detail: { name: worker.name },
      });
      const { workspaceId } = worker;
      await beforeCommit({ workspaceId });
      return { workspaceId };
    });
  }
}

/** The worker with its newest row of the ledger, inside a transaction. */
export async function readWorker(
  tx: Transaction,
  tenantId: string,
  id: string,
): Promise<Worker | null> {
  const row = await tx.worker.findFirst({ where: { id, tenantId } });
  if (row === null) return null;
  const lastTicks = await lastTicksOf(tx, [row]);
  return workerOf(row, lastTicks.get(id) ?? null);
}

type WorkerRow = NonNullable<Awaited<ReturnType<typeof lockWorker>>>;

function workerOf(row: WorkerRow, lastTick: LedgerTick | null): Worker {
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    name: row.name,
    status: row.status,
    statusReason: row.statusReason,
    tickIntervalSeconds: row.tickIntervalSeconds,
    effectiveIntervalSeconds: row.effectiveIntervalSeconds,
    version: row.version,
    maxErrors: row.maxErrors,
    isolation: row.isolation,
    consecutiveErrors: row.consecutiveErrors,
    lastTick,
    backingOffUntil: row.backingOffUntil,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
