import type { RegistrationView } from '@aispinner/contracts';
import type { Accounts } from '@aispinner/persistence';
import type { Clock } from '@aispinner/platform';
import { badInput } from '../http/refusal.ts';
import type { Mail, Mailer } from '../mail/mailer.ts';
import { EMAIL_CODE_ATTEMPTS, EMAIL_CODE_MS, type EmailCodes } from './email-codes.ts';
import { hashPassword } from './passwords.ts';

/** How a stranger becomes a user: an address, a password, and a code that proves the address. */
export class Registration {
  private readonly accounts: Accounts;
  private readonly codes: EmailCodes;
  private readonly mailer: Mailer;
  private readonly clock: Clock;

  constructor(accounts: Accounts, codes: EmailCodes, mailer: Mailer, clock: Clock) {
    this.accounts = accounts;
    this.codes = codes;
    this.mailer = mailer;
    this.clock = clock;
  }

  /**
   * Sends the code, or to a confirmed user the news that somebody tried. The answer, and what it costs
   * to make it, is the same for both.
   */
  async register(email: string, password: string): Promise<RegistrationView> {
    const { registrationId, code, codeHash } = this.codes.issue();
    const expiresAt = new Date(this.clock.now() + EMAIL_CODE_MS);
    const outcome = await this.accounts.register({
      id: registrationId,
      email,
      passwordHash: await hashPassword(password),
      codeHash,
      attempts: EMAIL_CODE_ATTEMPTS,
      expiresAt,
    });
    await this.mailer.send(outcome === 'pending' ? codeMail(email, code) : knownMail(email));
    return { registrationId, expiresAt: expiresAt.toISOString() };
  }

  /** The id of the user that the code confirms. Throws a `Refusal` for a wrong or stale code. */
  async confirm(registrationId: string, code: string): Promise<string> {
    const codeHash = this.codes.hashOf(registrationId, code);
    const now = new Date(this.clock.now());
    const confirmed = await this.accounts.confirm(registrationId, codeHash, now);
    if (confirmed === null) {
      throw badInput([
        { path: 'code', message: 'Wrong, or too old. Register again to get another.' },
      ]);
    }
    return confirmed.userId;
  }
}

function codeMail(to: string, code: string): Mail {
  return {
    to,
    subject: `${code} is your AiSpinner code`,
    text: `Your code is ${code}. It works for 15 minutes, on the page where you registered.\n\nIf you did not register, ignore this mail: nothing happens without the code.\n`,
  };
}

function knownMail(to: string): Mail {
  return {
    to,
    subject: 'You already have an AiSpinner account',
    text: 'Somebody, perhaps you, tried to register with this address. It has an account already: sign in with your password.\n\nIf it was not you, nothing needs doing.\n',
  };
}
