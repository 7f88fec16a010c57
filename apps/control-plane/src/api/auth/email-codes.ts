import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { derivedKey } from './derived-keys.ts';

export const EMAIL_CODE_ATTEMPTS = 5;
export const EMAIL_CODE_MS = 15 * 60_000;

/** Six digits are soon guessed from a plain hash: this one needs the key as well. */
export class EmailCodes {
  private readonly key: Uint8Array;

  constructor(authSecret: string) {
    this.key = derivedKey(authSecret, 'email-code');
  }

  issue(): { registrationId: string; code: string; codeHash: string } {
    const registrationId = `reg_${randomBytes(16).toString('hex')}`;
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    return { registrationId, code, codeHash: this.hashOf(registrationId, code) };
  }

  hashOf(registrationId: string, code: string): string {
    return createHmac('sha256', this.key).update(`${registrationId} ${code}`).digest('hex');
  }
}
