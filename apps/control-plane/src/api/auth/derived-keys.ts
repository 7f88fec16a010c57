import { hkdfSync } from 'node:crypto';

export type KeyPurpose = 'access-token' | 'refresh-token' | 'email-code';

/** One key for each purpose out of the one secret, so that what one signs is worth nothing to another. */
export function derivedKey(authSecret: string, purpose: KeyPurpose): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', authSecret, '', `aispinner ${purpose}`, 32));
}
