import type { Permission } from '@aispinner/domain';
import type { Identities, Identity, Standing } from '@aispinner/persistence';
import type { Clock } from '@aispinner/platform';
import { forbidden, notFound, unauthorized } from '../http/refusal.ts';
import type { AccessTokens } from './access-tokens.ts';
import { hashApiKey, looksLikeApiKey } from './api-key-secret.ts';
import type { Caller } from './caller.ts';

interface Proven {
  readonly identity: Identity;
  readonly actor: Caller['actor'];
  readonly scopes: readonly Permission[] | null;
}

/** Who asks. What the token proves is identity; place and role are read from the database. */
export class Authenticator {
  private readonly tokens: AccessTokens;
  private readonly identities: Identities;
  private readonly clock: Clock;

  constructor(tokens: AccessTokens, identities: Identities, clock: Clock) {
    this.tokens = tokens;
    this.identities = identities;
    this.clock = clock;
  }

  /**
   * The caller of a request with this `Authorization` header, in the tenant that it names or else in
   * the one that its user has been a member of for longest. Throws a 401 `Refusal`, or a 404 one for a
   * tenant that is not the caller's.
   */
  async authenticate(authorization: string | null, tenantId: string | null): Promise<Caller> {
    const token = /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) {
      throw unauthorized(
        'UNAUTHENTICATED',
        'Send an access token or an API key as a bearer token.',
      );
    }
    const proven = looksLikeApiKey(token) ? await this.ofKey(token) : await this.ofSession(token);
    if (proven === null) {
      throw unauthorized('INVALID_TOKEN', 'The token is unknown, has expired or has been revoked.');
    }
    const standing = standingIn(proven.identity, tenantId);
    return {
      userId: proven.identity.user.id,
      tenantId: standing.tenantId,
      role: standing.role,
      scopes: proven.scopes,
      actor: proven.actor,
      suspended: standing.suspended,
      plan: standing.plan,
      identity: proven.identity,
    };
  }

  private async ofKey(token: string): Promise<Proven | null> {
    const now = new Date(this.clock.now());
    const identity = await this.identities.ofApiKey(hashApiKey(token), now);
    if (identity === null) return null;
    await this.identities.touchApiKey(identity, now);
    return { identity, actor: { kind: 'api_key', id: identity.keyId }, scopes: identity.scopes };
  }

  private async ofSession(token: string): Promise<Proven | null> {
    const claims = await this.tokens.verify(token);
    if (claims === null) return null;
    const { userId, sessionId } = claims;
    const now = new Date(this.clock.now());
    const identity = await this.identities.ofSession(sessionId, userId, now);
    return identity === null
      ? null
      : { identity, actor: { kind: 'user', id: userId }, scopes: null };
  }
}

function standingIn(identity: Identity, tenantId: string | null): Standing {
  if (tenantId !== null) {
    const standing = identity.standings.find((s) => s.tenantId === tenantId);
    if (standing === undefined) throw notFound('tenant');
    return standing;
  }
  const [oldest] = identity.standings;
  if (oldest === undefined) throw forbidden('NO_TENANT', 'You are not a member of any tenant.');
  return oldest;
}
