import type { SessionView } from '@aispinner/contracts';
import type { Accounts, Sessions } from '@aispinner/persistence';
import { newId, type Clock } from '@aispinner/platform';
import { forbidden, unauthorized } from '../http/refusal.ts';
import { ACCESS_TOKEN_SECONDS, type AccessTokens } from './access-tokens.ts';
import { verifyPassword } from './passwords.ts';
import type { RefreshTokens } from './refresh-tokens.ts';

const SESSION_MS = 30 * 24 * 3600_000;

/** Sessions: opened by a password or a confirmed registration, kept by refreshing, ended by leaving. */
export class SignIn {
  private readonly accounts: Accounts;
  private readonly sessions: Sessions;
  private readonly accessTokens: AccessTokens;
  private readonly refreshTokens: RefreshTokens;
  private readonly clock: Clock;

  constructor(
    accounts: Accounts,
    sessions: Sessions,
    accessTokens: AccessTokens,
    refreshTokens: RefreshTokens,
    clock: Clock,
  ) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.accessTokens = accessTokens;
    this.refreshTokens = refreshTokens;
    this.clock = clock;
  }

  /** Throws a `Refusal`; whether the address is known cannot be told from it. */
  async withPassword(email: string, password: string): Promise<SessionView> {
    const account = await this.accounts.findByEmail(email);
    if (!(await verifyPassword(account?.passwordHash ?? null, password)) || account === null) {
      throw unauthorized('INVALID_CREDENTIALS', 'Wrong e-mail address or password.');
    }
    if (account.confirmedAt === null) {
      throw forbidden('EMAIL_NOT_CONFIRMED', 'Enter the code that was sent to you first.');
    }
    return this.open(account.id);
  }

  async open(userId: string): Promise<SessionView> {
    const sessionId = newId('session');
    const { token, hash } = this.refreshTokens.issue(sessionId);
    const expiresAt = this.expiry();
    await this.sessions.open({ id: sessionId, userId, refreshHash: hash, expiresAt });
    return this.view(userId, sessionId, token, expiresAt);
  }

  /** Trades a refresh token for the next one. One that comes a second time ends its session. */
  async refresh(refreshToken: string): Promise<SessionView> {
    const presented = this.refreshTokens.read(refreshToken);
    if (presented !== null) {
      const { sessionId } = presented;
      const next = this.refreshTokens.issue(sessionId);
      const expiresAt = this.expiry();
      const rotation = await this.sessions.rotate(
        sessionId,
        presented.hash,
        { refreshHash: next.hash, expiresAt },
        new Date(this.clock.now()),
      );
      if (rotation.kind === 'rotated') {
        return this.view(rotation.userId, sessionId, next.token, expiresAt);
      }
    }
    throw unauthorized('INVALID_REFRESH_TOKEN', 'Sign in again.');
  }

  /** Ends the session of a refresh token; any other text does nothing. */
  async signOut(refreshToken: string): Promise<void> {
    const presented = this.refreshTokens.read(refreshToken);
    if (presented !== null) {
      await this.sessions.end(presented.sessionId, new Date(this.clock.now()));
    }
  }

  private expiry(): Date {
    return new Date(this.clock.now() + SESSION_MS);
  }

  private async view(
    userId: string,
    sessionId: string,
    refreshToken: string,
    expiresAt: Date,
  ): Promise<SessionView> {
    return {
      accessToken: await this.accessTokens.issue({ userId, sessionId }),
      tokenType: 'Bearer',
      expiresInSeconds: ACCESS_TOKEN_SECONDS,
      refreshToken,
      refreshExpiresAt: expiresAt.toISOString(),
    };
  }
}
