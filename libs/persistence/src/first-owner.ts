import { newId } from '@aispinner/platform';
import { recordAudit } from './audit-log.ts';
import type { Database } from './database.ts';

export interface FirstOwnerRequest {
  /** Lower case. */
  readonly email: string;
  readonly passwordHash: string;
  readonly tenantName: string;
  /** Of the tenant, if it is made now. */
  readonly planId: string;
}

/**
 * Makes the user, confirmed and a platform admin, and a tenant that it owns; what is there already is
 * left as it is. For whoever sets a product up: nobody can register before there is a product.
 */
export function ensureFirstOwner(
  database: Database,
  request: FirstOwnerRequest,
): Promise<{ userId: string; tenantId: string }> {
  return database.transaction(async (tx) => {
    const user = await tx.user.upsert({
      where: { email: request.email },
      update: {},
      create: {
        id: newId('user'),
        email: request.email,
        passwordHash: request.passwordHash,
        isPlatformAdmin: true,
        confirmedAt: new Date(),
      },
      select: { id: true },
    });
    const owned = await tx.membership.findFirst({
      where: { userId: user.id, role: 'owner' },
      orderBy: { createdAt: 'asc' },
    });
    if (owned !== null) return { userId: user.id, tenantId: owned.tenantId };
    const tenant = await tx.tenant.create({
      data: {
        id: newId('tenant'),
        name: request.tenantName,
        planId: request.planId,
        memberships: { create: { userId: user.id, role: 'owner' } },
      },
    });
    await recordAudit(tx, {
      tenantId: tenant.id,
      actor: { kind: 'system', id: 'setup' },
      action: 'tenant.create',
      target: { kind: 'tenant', id: tenant.id },
    });
    return { userId: user.id, tenantId: tenant.id };
  });
}
