import type { Clock } from '@aispinner/platform';
import { jwtVerify, SignJWT } from 'jose';
import { derivedKey } from './derived-keys.ts';

export const ACCESS_TOKEN_SECONDS = 15 * 60;

const ALGORITHM = 'HS256';
const ISSUER = 'aispinner';
const AUDIENCE = 'aispinner-api';
/** RFC 9068: no other kind of token passes for an access token. */
const TYPE = 'at+jwt';

export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
}

/** Short-lived proofs of a sign-in. They say who, never what may be done. */
export class AccessTokens {
  private readonly key: Uint8Array;
  private readonly clock: Clock;

  constructor(authSecret: string, clock: Clock) {
    this.key = derivedKey(authSecret, 'access-token');
    this.clock = clock;
  }

  issue({ userId, sessionId }: AccessClaims): Promise<string> {
    const seconds = Math.floor(this.clock.now() / 1000);
    return new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
      .setSubject(userId)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + ACCESS_TOKEN_SECONDS)
      .sign(this.key);
  }

  /** Null for whatever is not a token of ours that still holds. */
  async verify(token: string): Promise<AccessClaims | null> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        typ: TYPE,
        requiredClaims: ['sub', 'sid', 'exp', 'iat'],
        currentDate: new Date(this.clock.now()),
      });
      const { sub, sid } = payload;
      return typeof sub === 'string' && typeof sid === 'string'
        ? { userId: sub, sessionId: sid }
        : null;
    } catch {
      return null;
    }
  }
}
