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

export interface NewAuditEntry {
  readonly tenantId: string;
  readonly actor: Actor;
  readonly action: string;
  readonly target: { readonly kind: string; readonly id: string };
  readonly detail?: AuditDetail;
}

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

  /**
   * Does `work`, which changes what is not in this database, with its entry: the entry is kept where
   * `happened` says that the result is a change, and only when `work` is through.
   */
  async alongside<T>(
    entry: NewAuditEntry,
    work: () => Promise<T>,
    happened: (result: T) => boolean,
  ): Promise<T> {
    const outcome: { result?: T } = {};
    try {
      return await this.database.forTenant(entry.tenantId, async (tx) => {
        await recordAudit(tx, entry);
        const result = await work();
        if (happened(result)) return result;
        outcome.result = result;
        throw new NothingHappened();
      });
    } catch (error) {
      if (error instanceof NothingHappened) return outcome.result as T;
      throw error;
    }
  }
}

/** Thrown to take back an entry about what did not happen. */
class NothingHappened extends Error {}

/** Notes that `actor` did `action` (`worker.start`) to a target of the tenant. */
export async function recordAudit(tx: Transaction, entry: NewAuditEntry): Promise<void> {
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
