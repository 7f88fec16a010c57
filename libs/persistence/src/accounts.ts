import { newId } from '@aispinner/platform';
import { recordAudit } from './audit-log.ts';
import { isUniqueViolation } from './database-errors.ts';
import type { Database } from './database.ts';

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly confirmedAt: Date | null;
}

/** A registration that waits for its code. `id` is known only to whoever registered. */
export interface PendingRegistration {
  readonly id: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly codeHash: string;
  readonly attempts: number;
  readonly expiresAt: Date;
}

/** Plan of a tenant that comes with a registration. */
const FIRST_PLAN = 'free';

/** Users and how they come to be. */
export class Accounts {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** `email` in lower case. */
  findByEmail(email: string): Promise<Account | null> {
    return this.database.system().user.findUnique({
      where: { email },
      select: { id: true, email: true, passwordHash: true, confirmedAt: true },
    });
  }

  /**
   * Begins a registration; an earlier one of the same address that was never confirmed is void from
   * then on. `known`: the address belongs to a confirmed account, nothing has changed.
   */
  async register(pending: PendingRegistration): Promise<'pending' | 'known'> {
    try {
      return await this.tryRegister(pending);
    } catch (error) {
      // Somebody registered the address in the same moment; the later one counts.
      if (isUniqueViolation(error)) return this.tryRegister(pending);
      throw error;
    }
  }

  private tryRegister(pending: PendingRegistration): Promise<'pending' | 'known'> {
    return this.database.transaction(async (tx) => {
      const { email, passwordHash } = pending;
      const earlier = await tx.user.findUnique({ where: { email } });
      if (earlier !== null && earlier.confirmedAt !== null) return 'known';
      // By the condition too: it may be confirmed in this very moment.
      if (earlier !== null) {
        await tx.user.deleteMany({ where: { id: earlier.id, confirmedAt: null } });
      }
      const user = await tx.user.create({ data: { id: newId('user'), email, passwordHash } });
      await tx.emailCode.create({
        data: {
          id: pending.id,
          userId: user.id,
          codeHash: pending.codeHash,
          attemptsLeft: pending.attempts,
          expiresAt: pending.expiresAt,
        },
      });
      return 'pending';
    });
  }

  /**
   * Confirms a registration by its code: the user gets a tenant of its own and owns it. Null where the
   * code is wrong, spent, or too old; each wrong one uses up an attempt.
   */
  confirm(
    registrationId: string,
    codeHash: string,
    now: Date,
  ): Promise<{ userId: string; tenantId: string } | null> {
    return this.database.transaction(async (tx) => {
      // The attempt is spent before the code is looked at, so that no two guesses share one.
      const spent = await tx.emailCode.updateMany({
        where: {
          id: registrationId,
          usedAt: null,
          expiresAt: { gt: now },
          attemptsLeft: { gt: 0 },
        },
        data: { attemptsLeft: { decrement: 1 } },
      });
      if (spent.count === 0) return null;
      const code = await tx.emailCode.findUniqueOrThrow({
        where: { id: registrationId },
        include: { user: true },
      });
      if (code.codeHash !== codeHash) return null;
      await tx.emailCode.update({ where: { id: registrationId }, data: { usedAt: now } });
      await tx.user.update({ where: { id: code.userId }, data: { confirmedAt: now } });
      const tenant = await tx.tenant.create({
        data: {
          id: newId('tenant'),
          name: code.user.email.split('@')[0] ?? code.user.email,
          planId: FIRST_PLAN,
          memberships: { create: { userId: code.userId, role: 'owner' } },
        },
      });
      await recordAudit(tx, {
        tenantId: tenant.id,
        actor: { kind: 'user', id: code.userId },
        action: 'tenant.create',
        target: { kind: 'tenant', id: tenant.id },
      });
      return { userId: code.userId, tenantId: tenant.id };
    });
  }
}
