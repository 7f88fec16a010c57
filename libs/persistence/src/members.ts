import type { Role } from '@aispinner/domain';
import { recordAudit, type Actor } from './audit-log.ts';
import { isUniqueViolation } from './database-errors.ts';
import type { Database } from './database.ts';

export interface Member {
  readonly userId: string;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: Date;
}

export type Admission =
  | { readonly kind: 'added'; readonly member: Member }
  | { readonly kind: 'unknownEmail' }
  | { readonly kind: 'alreadyMember' };

/** The people of a tenant. */
export class Members {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Oldest first, those after the user id `after`; one more than `limit` if there are more. */
  list(tenantId: string, page: { after: string | null; limit: number }): Promise<Member[]> {
    return this.database.forTenant(tenantId, async (tx) => {
      const rows = await tx.membership.findMany({
        where: { tenantId, ...(page.after === null ? {} : { userId: { gt: page.after } }) },
        include: { user: { select: { email: true } } },
        orderBy: { userId: 'asc' },
        take: page.limit + 1,
      });
      return rows.map(({ userId, role, createdAt, user }) => {
        return { userId, email: user.email, role, createdAt };
      });
    });
  }

  /** Makes a confirmed user, by its address, a member. */
  async add(
    tenantId: string,
    wanted: { email: string; role: Role },
    actor: Actor,
  ): Promise<Admission> {
    try {
      return await this.database.transaction(async (tx) => {
        // Outside the tenant's own view: there the user is not seen before it is a member.
        const user = await tx.user.findUnique({ where: { email: wanted.email } });
        if (user === null || user.confirmedAt === null) return { kind: 'unknownEmail' };
        const { createdAt } = await tx.membership.create({
          data: { tenantId, userId: user.id, role: wanted.role },
        });
        await recordAudit(tx, {
          tenantId,
          actor,
          action: 'member.add',
          target: { kind: 'user', id: user.id },
          detail: { role: wanted.role },
        });
        const { id, email } = user;
        return { kind: 'added', member: { userId: id, email, role: wanted.role, createdAt } };
      });
    } catch (error) {
      if (isUniqueViolation(error)) return { kind: 'alreadyMember' };
      throw error;
    }
  }
}
