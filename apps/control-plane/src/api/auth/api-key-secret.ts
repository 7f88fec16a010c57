import { createHash, randomBytes } from 'node:crypto';

const MARK = 'ask_';

/** A new key of 256 random bits; only its hash and first characters are kept. */
export function newApiKeySecret(): { key: string; keyHash: string; prefix: string } {
  const key = `${MARK}${randomBytes(32).toString('base64url')}`;
  return { key, keyHash: hashApiKey(key), prefix: key.slice(0, MARK.length + 6) };
}

export function looksLikeApiKey(token: string): boolean {
  return token.startsWith(MARK);
}

/** With so much randomness in the key a slow hash would add nothing. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
