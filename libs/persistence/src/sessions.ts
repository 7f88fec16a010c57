import type { Database } from './database.ts';

export type Rotation =
  | { readonly kind: 'rotated'; readonly userId: string }
  /** An older token of a living session came back: the session has been ended. */
  | { readonly kind: 'reused'; readonly userId: string }
  | { readonly kind: 'ended' };

/** Sign-ins and the hash of the one refresh token that each accepts. */
export class Sessions {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async open(session: {
    id: string;
    userId: string;
    refreshHash: string;
    expiresAt: Date;
  }): Promise<void> {
    await this.database.system().session.create({ data: session });
  }

  /**
   * Replaces the refresh token. The caller has made sure that `presentedHash` is of a token that was
   * once issued for this session: one that is not the current one has been used before.
   */
  rotate(
    id: string,
    presentedHash: string,
    next: { refreshHash: string; expiresAt: Date },
    now: Date,
  ): Promise<Rotation> {
    return this.database.transaction(async (tx) => {
      const living = { id, revokedAt: null, expiresAt: { gt: now } };
      const rotated = await tx.session.updateMany({
        where: { ...living, refreshHash: presentedHash },
        data: { ...next, previousHash: presentedHash, rotatedAt: now },
      });
      const session = await tx.session.findUnique({ where: { id }, select: { userId: true } });
      if (session === null) return { kind: 'ended' };
      if (rotated.count === 1) return { kind: 'rotated', userId: session.userId };
      const revoked = await tx.session.updateMany({ where: living, data: { revokedAt: now } });
      return revoked.count === 1 ? { kind: 'reused', userId: session.userId } : { kind: 'ended' };
    });
  }

  /** Ends a session; ending it again does nothing. */
  async end(id: string, now: Date): Promise<void> {
    await this.database
      .system()
      .session.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } });
  }
}
