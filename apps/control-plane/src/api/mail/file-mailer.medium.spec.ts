import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileMailer } from './file-mailer.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aispinner-mail-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('mails as files', () => {
  it('are whole mails, one a file, in the order of their names, for their owner alone', async () => {
    const mailer = new FileMailer({ folder: join(folder, 'mail'), from: 'A <a@localhost>' });
    await mailer.send({ to: 'b@example.com', subject: 'One', text: 'Your code is 123456.\n' });
    await mailer.send({ to: 'c@example.com', subject: 'Two\r\nBcc: d@example.com', text: 'x' });
    const names = (await readdir(join(folder, 'mail'))).sort();
    expect(names).toHaveLength(2);
    const [first, second] = await Promise.all(
      names.map((name) => readFile(join(folder, 'mail', name), 'utf8')),
    );
    expect(first).toContain('To: b@example.com');
    expect(first).toContain('Your code is 123456.');
    expect(second).not.toMatch(/^Bcc:/m);
    const { mode } = await stat(join(folder, 'mail', names[0] ?? ''));
    expect(mode & 0o077).toBe(0);
  });

  it('say that they could not be written', async () => {
    const mailer = new FileMailer({ folder: '/dev/null/mail', from: 'A <a@localhost>' });
    const sent = mailer.send({ to: 'b@example.com', subject: 's', text: 't' });
    await expect(sent).rejects.toMatchObject({ name: 'InfraError', retriable: true });
  });
});
