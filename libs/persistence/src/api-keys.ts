import { overQuota, type OverQuota, type Permission } from '@aispinner/domain';
import { newId } from '@aispinner/platform';
import { recordAudit, type Actor } from './audit-log.ts';
import type { Database } from './database.ts';
import { lockQuotas } from './quota-lock.ts';

export interface ApiKey {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly Permission[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

export interface NewApiKey {
  readonly userId: string;
  readonly name: string;
  readonly keyHash: string;
  readonly prefix: string;
  readonly scopes: readonly Permission[];
  readonly expiresAt: Date | null;
}

const SHOWN = {
  id: true,
  userId: true,
  name: true,
  prefix: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
} as const;

/** The keys of a tenant that have not been revoked. */
export class ApiKeys {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Oldest first, those after the id `after`; one more than `limit` if there are more. */
  list(tenantId: string, page: { after: string | null; limit: number }): Promise<ApiKey[]> {
    return this.database.forTenant(tenantId, async (tx) => {
      const rows = await tx.apiKey.findMany({
        where: {
          tenantId,
          revokedAt: null,
          ...(page.after === null ? {} : { id: { gt: page.after } }),
        },
        select: SHOWN,
        orderBy: { id: 'asc' },
        take: page.limit + 1,
      });
      return rows.map(keyOf);
    });
  }

  create(
    tenantId: string,
    key: NewApiKey,
    actor: Actor,
  ): Promise<
    | { readonly kind: 'created'; readonly key: ApiKey }
    | ({ readonly kind: 'overQuota' } & OverQuota)
  > {
    return this.database.forTenant(tenantId, async (tx) => {
      const limits = await lockQuotas(tx, tenantId);
      const used = await tx.apiKey.count({ where: { tenantId, revokedAt: null } });
      const over = overQuota('maxApiKeys', limits, used);
      if (over !== null) return { kind: 'overQuota', ...over };
      const row = await tx.apiKey.create({
        data: { id: newId('apiKey'), tenantId, ...key, scopes: [...key.scopes] },
        select: SHOWN,
      });
      await recordAudit(tx, {
        tenantId,
        actor,
        action: 'api_key.create',
        target: { kind: 'api_key', id: row.id },
        detail: { name: key.name, scopes: [...key.scopes] },
      });
      return { kind: 'created', key: keyOf(row) };
    });
  }

  /** False if the tenant has no such key. */
  revoke(tenantId: string, id: string, actor: Actor, now: Date): Promise<boolean> {
    return this.database.forTenant(tenantId, async (tx) => {
      const { count } = await tx.apiKey.updateMany({
        where: { id, tenantId, revokedAt: null },
        data: { revokedAt: now },
      });
      if (count === 0) return false;
      await recordAudit(tx, {
        tenantId,
        actor,
        action: 'api_key.revoke',
        target: { kind: 'api_key', id },
      });
      return true;
    });
  }
}

function keyOf(row: Omit<ApiKey, 'scopes'> & { scopes: string[] }): ApiKey {
  return { ...row, scopes: row.scopes as Permission[] };
}
