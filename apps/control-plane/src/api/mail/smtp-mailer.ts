import { InfraError } from '@aispinner/platform';
import { createTransport, type Transporter } from 'nodemailer';
import type { Mail, Mailer } from './mailer.ts';

/** Hands mails to an SMTP server (`smtp://user:password@host:port`). */
export class SmtpMailer implements Mailer {
  private readonly transport: Transporter;
  private readonly from: string;

  constructor(options: { url: string; from: string }) {
    this.transport = createTransport(options.url);
    this.from = options.from;
  }

  async send(mail: Mail): Promise<void> {
    try {
      await this.transport.sendMail({ ...mail, from: this.from });
    } catch (cause) {
      throw new InfraError('mail was not taken', { retriable: true, cause });
    }
  }

  close(): Promise<void> {
    this.transport.close();
    return Promise.resolve();
  }
}
