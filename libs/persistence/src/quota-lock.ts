import type { PlanLimits } from '@aispinner/domain';
import type { Transaction } from './database.ts';
import { planOf } from './plan-limits.ts';

/**
 * The limits of the tenant's plan, with the tenant locked until the transaction ends: what is counted
 * now still holds when the row that it allowed is committed.
 */
export async function lockQuotas(tx: Transaction, tenantId: string): Promise<PlanLimits> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`quota ${tenantId}`}, 0))`;
  return limitsOf(tx, tenantId);
}

/** The limits of the tenant's plan as it is now. */
export async function limitsOf(tx: Transaction, tenantId: string): Promise<PlanLimits> {
  const tenant = await tx.tenant.findUniqueOrThrow({
    where: { id: tenantId },
    include: { plan: true },
  });
  return planOf(tenant.plan).limits;
}
