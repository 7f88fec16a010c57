import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { derivedKey } from './derived-keys.ts';

/**
 * `<session>.<random>.<mac>`. The mac tells a token that was once issued from one that was made up:
 * only the former, coming back after its use, is a sign of theft and ends the session.
 */
export class RefreshTokens {
  private readonly key: Uint8Array;

  constructor(authSecret: string) {
    this.key = derivedKey(authSecret, 'refresh-token');
  }

  issue(sessionId: string): { token: string; hash: string } {
    const unsigned = `${sessionId}.${randomBytes(32).toString('base64url')}`;
    const token = `${unsigned}.${this.macOf(unsigned).toString('base64url')}`;
    return { token, hash: hashOf(token) };
  }

  /** The session of a token that was once issued, and the token's hash; null for any other text. */
  read(token: string): { sessionId: string; hash: string } | null {
    const parts = token.split('.');
    const [sessionId, random, mac] = parts;
    if (parts.length !== 3 || sessionId === undefined || mac === undefined) return null;
    const expected = this.macOf(`${sessionId}.${random}`);
    const given = Buffer.from(mac, 'base64url');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    return { sessionId, hash: hashOf(token) };
  }

  private macOf(unsigned: string): Buffer {
    return createHmac('sha256', this.key).update(unsigned).digest().subarray(0, 16);
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
