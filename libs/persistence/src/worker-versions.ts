import { recordAudit, type Actor } from './audit-log.ts';
import { beginRunning, NEW_ACTIVATION } from './begin-activation.ts';
import type { Database, Transaction } from './database.ts';
import type { WorkerModel } from './generated/models/Worker.ts';
import { lockWorker } from './worker-lock.ts';

export interface WorkerVersion {
  readonly workerId: string;
  readonly version: number;
  readonly codeHash: string;
  readonly restores: number | null;
  readonly createdBy: string;
  readonly createdAt: Date;
}

export interface DeployedVersion {
  readonly version: WorkerVersion;
  readonly workspaceId: string;
  /** It had failed, and runs again. */
  readonly isStarted: boolean;
}

/** The sources of a worker, numbered from 1. They are added, never changed. */
export class WorkerVersions {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Newest first, those before the number `before`; one more than `limit` if there are more. */
  list(
    tenantId: string,
    workerId: string,
    page: { before: number | null; limit: number },
  ): Promise<WorkerVersion[]> {
    return this.database.forTenant(tenantId, async (tx) => {
      const rows = await tx.workerVersion.findMany({
        where: {
          tenantId,
          workerId,
          ...(page.before === null ? {} : { number: { lt: page.before } }),
        },
        omit: { code: true },
        orderBy: { number: 'desc' },
        take: page.limit + 1,
      });
      return rows.map(versionOf);
    });
  }

  find(
    tenantId: string,
    workerId: string,
    number: number,
  ): Promise<(WorkerVersion & { readonly code: string }) | null> {
    return this.database.forTenant(tenantId, async (tx) => {
      const row = await tx.workerVersion.findFirst({ where: { tenantId, workerId, number } });
      return row === null ? null : { ...versionOf(row), code: row.code };
    });
  }

  /**
   * Makes `code` the newest version and the one that runs. A worker that had failed runs again, from `nowMs`
   * (epoch ms) on; one that was stopped stays so. Null if there is no such worker.
   */
  deploy(
    tenantId: string,
    workerId: string,
    source: { code: string; codeHash: string; createdBy: string },
    actor: Actor,
    nowMs: number,
  ): Promise<DeployedVersion | null> {
    return this.database.forTenant(tenantId, async (tx) => {
      const worker = await lockWorker(tx, tenantId, workerId);
      if (worker === null) return null;
      const version = await this.append(tx, worker, { ...source, restores: null }, nowMs);
      await recordAudit(tx, {
        tenantId,
        actor,
        action: 'worker.deploy',
        target: { kind: 'worker', id: workerId },
        detail: { version: version.version, codeHash: source.codeHash },
      });
      return deployedOf(worker, version);
    });
  }

  /** Makes the source of an earlier version the newest one, as `deploy` does. */
  rollback(
    tenantId: string,
    workerId: string,
    to: { version: number; createdBy: string },
    actor: Actor,
    nowMs: number,
  ): Promise<DeployedVersion | 'unknownWorker' | 'unknownVersion'> {
    return this.database.forTenant(tenantId, async (tx) => {
      const worker = await lockWorker(tx, tenantId, workerId);
      if (worker === null) return 'unknownWorker';
      const old = await tx.workerVersion.findFirst({
        where: { tenantId, workerId, number: to.version },
      });
      if (old === null) return 'unknownVersion';
      const { code, codeHash } = old;
      const { createdBy } = to;
      const source = { code, codeHash, createdBy, restores: to.version };
      const version = await this.append(tx, worker, source, nowMs);
      await recordAudit(tx, {
        tenantId,
        actor,
        action: 'worker.rollback',
        target: { kind: 'worker', id: workerId },
        detail: { version: version.version, restores: to.version },
      });
      return deployedOf(worker, version);
    });
  }

  /** The worker's row is locked, so the next number is nobody else's. */
  private async append(
    tx: Transaction,
    worker: WorkerModel,
    source: { code: string; codeHash: string; createdBy: string; restores: number | null },
    nowMs: number,
  ): Promise<WorkerVersion> {
    const { id: workerId, tenantId } = worker;
    const newest = await tx.workerVersion.aggregate({
      where: { tenantId, workerId },
      _max: { number: true },
    });
    const number = (newest._max.number ?? 0) + 1;
    const row = await tx.workerVersion.create({
      data: { workerId, tenantId, number, ...source },
      omit: { code: true },
    });
    // What failed was stopped by us, for the code that it had.
    const begins = worker.status === 'failed';
    await tx.worker.update({
      where: { id: workerId },
      data: { version: number, ...(begins ? {} : NEW_ACTIVATION) },
    });
    if (begins) await beginRunning(tx, worker, nowMs);
    return versionOf(row);
  }
}

function deployedOf(worker: WorkerModel, version: WorkerVersion): DeployedVersion {
  const { workspaceId, status } = worker;
  return { version, workspaceId, isStarted: status === 'failed' };
}

function versionOf(row: {
  workerId: string;
  number: number;
  codeHash: string;
  restores: number | null;
  createdBy: string;
  createdAt: Date;
}): WorkerVersion {
  const { workerId, number, codeHash, restores, createdBy, createdAt } = row;
  return { workerId, version: number, codeHash, restores, createdBy, createdAt };
}
