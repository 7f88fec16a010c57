import { InfraError } from '@aispinner/platform';
import { createTransport } from 'nodemailer';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mail, Mailer } from './mailer.ts';

/** Where there is no mail server: each mail a file `<time>-<n>.eml` in a folder for its owner alone. */
export class FileMailer implements Mailer {
  private readonly folder: string;
  private readonly transport;
  private count = 0;

  constructor(options: { folder: string; from: string }) {
    this.folder = options.folder;
    this.transport = createTransport(
      { streamTransport: true, buffer: true, newline: 'unix' },
      { from: options.from },
    );
  }

  async send(mail: Mail): Promise<void> {
    try {
      const { message } = await this.transport.sendMail({ ...mail });
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      const name = `${new Date().toISOString().replaceAll(':', '-')}-${++this.count}.eml`;
      // Under its name only when whole: somebody may be waiting for it.
      const part = join(this.folder, `.${name}.part`);
      await writeFile(part, message as Buffer, { mode: 0o600 });
      await rename(part, join(this.folder, name));
    } catch (cause) {
      throw new InfraError('mail was not written', { retriable: true, cause });
    }
  }

  close(): Promise<void> {
    this.transport.close();
    return Promise.resolve();
  }
}
