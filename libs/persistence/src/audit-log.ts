import { newId } from '@aispinner/platform';
import type { Database, Transaction } from './database.ts';

/** Who does it: a person, or a program with a key. */
export interface Actor {
  readonly kind: 'user' | 'api_key' | 'system';
  readonly id: string;
}

export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly actor: Actor;
  readonly action: string;
  readonly target: { readonly kind: string; readonly id: string };
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Values that may stand in an entry's detail: never a secret, never source or state. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null | string[]>>;

/** Who did what in a tenant. Entries are written by whoever does it, in the same transaction. */
export class AuditLog {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Newest first, those before the id `before`; one more than `limit` if there are more. */
  list(tenantId: string, page: { before: string | null; limit: number }): Promise<AuditEntry[]> {
    return this.database.forTenant(tenantId, async (tx) => {
      const rows = await tx.auditEntry.findMany({
        where: { tenantId, ...(page.before === null ? {} : { id: { lt: page.before } }) },
        orderBy: { id: 'desc' },
        take: page.limit + 1,
      });
      return rows.map((row) => ({
        id: row.id,
        at: row.at,
        actor: { kind: row.actorKind as Actor['kind'], id: row.actorId },
        action: row.action,
        target: { kind: row.targetKind, id: row.targetId },
        detail: row.detail as AuditEntry['detail'],
      }));
    });
  }
}

/** Notes that `actor` did `action` (`worker.start`) to a target of the tenant. */
export async function recordAudit(
  tx: Transaction,
  entry: {
    tenantId: string;
    actor: Actor;
    action: string;
    target: { kind: string; id: string };
    detail?: AuditDetail;
  },
): Promise<void> {
  const { tenantId, actor, action, target, detail } = entry;
  await tx.auditEntry.create({
    data: {
      id: newId('audit'),
      tenantId,
      actorKind: actor.kind,
      actorId: actor.id,
      action,
      targetKind: target.kind,
      targetId: target.id,
      detail: { ...detail },
    },
  });
}
