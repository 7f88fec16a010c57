import { effectiveIntervalSeconds, firstDueAt } from '@aispinner/domain';
import { runIn, type Transaction } from './database.ts';
import type { WorkerModel } from './generated/models/Worker.ts';
import { limitsOf } from './quota-lock.ts';
import { enterDueSet, leaveDueSet } from './worker-due-time.ts';

/** Every start, restart and deploy begins one, with no past. */
export const NEW_ACTIVATION = {
  activation: { increment: 1 },
  consecutiveErrors: 0,
  sandboxesLost: 0,
  backingOffUntil: null,
} as const;

/**
 * Has a worker, whose row is locked, run from `nowMs` (epoch ms) on, under a new activation. What runs
 * keeps its due time: no due time is dropped, none comes twice.
 */
export async function beginRunning(
  tx: Transaction,
  worker: WorkerModel,
  nowMs: number,
): Promise<void> {
  const { id, tenantId, tickIntervalSeconds, status } = worker;
  const { minTickIntervalSeconds } = await limitsOf(tx, tenantId);
  const interval = effectiveIntervalSeconds(tickIntervalSeconds, minTickIntervalSeconds);
  const keep = status === 'running' && interval === worker.effectiveIntervalSeconds;
  if (!keep && status === 'running') await leaveDueSet(runIn(tx), worker, nowMs);
  await tx.worker.update({
    where: { id },
    data: {
      ...NEW_ACTIVATION,
      status: 'running',
      statusReason: null,
      effectiveIntervalSeconds: interval,
    },
  });
  if (!keep) await enterDueSet(runIn(tx), id, firstDueAt(id, interval, nowMs));
}
