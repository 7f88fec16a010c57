import type { Transaction } from './database.ts';
import type { WorkerModel } from './generated/models/Worker.ts';

/**
 * The worker's row, which nobody else changes until the transaction ends; null if the tenant has no
 * such worker.
 */
export async function lockWorker(
  tx: Transaction,
  tenantId: string,
  id: string,
): Promise<WorkerModel | null> {
  await tx.$queryRaw`SELECT 1 FROM workers WHERE id = ${id} AND tenant_id = ${tenantId} FOR UPDATE`;
  return tx.worker.findFirst({ where: { id, tenantId } });
}
