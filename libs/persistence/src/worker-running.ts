import { recordAudit, type Actor } from './audit-log.ts';
import { beginRunning } from './begin-activation.ts';
import { runIn, type Database } from './database.ts';
import { leaveDueSet } from './worker-due-time.ts';
import { lockWorker } from './worker-lock.ts';
import { readWorker, type Worker } from './workers.ts';

export type RunningChange =
  | { readonly kind: 'changed'; readonly worker: Worker }
  /** It already was so. */
  | { readonly kind: 'unchanged'; readonly worker: Worker }
  | { readonly kind: 'suspended' }
  | { readonly kind: 'unknown' };

/** Starting and stopping. A tick that is under way when its worker stops ends by itself. */
export class WorkerRunning {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Due from `nowMs` (epoch ms) on, under a new activation; a worker that runs goes on as it is. */
  start(tenantId: string, id: string, actor: Actor, nowMs: number): Promise<RunningChange> {
    return this.begin('worker.start', tenantId, id, actor, nowMs);
  }

  /** Like `start`, but one that runs gets a new activation, and so a fresh `setup`, as well. */
  restart(tenantId: string, id: string, actor: Actor, nowMs: number): Promise<RunningChange> {
    return this.begin('worker.restart', tenantId, id, actor, nowMs);
  }

  /** `nowMs`: epoch ms. */
  stop(tenantId: string, id: string, actor: Actor, nowMs: number): Promise<RunningChange> {
    return this.database.forTenant(tenantId, async (tx) => {
      const before = await lockWorker(tx, tenantId, id);
      if (before === null) return { kind: 'unknown' };
      if (before.status === 'suspended') return { kind: 'suspended' };
      const changed = before.status !== 'stopped';
      if (changed) {
        if (before.status === 'running') await leaveDueSet(runIn(tx), before, nowMs);
        await tx.worker.update({
          where: { id },
          data: { status: 'stopped', statusReason: null, backingOffUntil: null },
        });
        const target = { kind: 'worker', id };
        await recordAudit(tx, { tenantId, actor, action: 'worker.stop', target });
      }
      const worker = await readWorker(tx, tenantId, id);
      if (worker === null) return { kind: 'unknown' };
      return { kind: changed ? 'changed' : 'unchanged', worker };
    });
  }

  private begin(
    action: 'worker.start' | 'worker.restart',
    tenantId: string,
    id: string,
    actor: Actor,
    nowMs: number,
  ): Promise<RunningChange> {
    return this.database.forTenant(tenantId, async (tx) => {
      const before = await lockWorker(tx, tenantId, id);
      if (before === null) return { kind: 'unknown' };
      if (before.status === 'suspended') return { kind: 'suspended' };
      const changed = before.status !== 'running' || action === 'worker.restart';
      if (changed) {
        await beginRunning(tx, before, nowMs);
        await recordAudit(tx, { tenantId, actor, action, target: { kind: 'worker', id } });
      }
      const worker = await readWorker(tx, tenantId, id);
      if (worker === null) return { kind: 'unknown' };
      return { kind: changed ? 'changed' : 'unchanged', worker };
    });
  }
}
