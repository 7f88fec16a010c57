import { randomBytes } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import type { HomeFolder } from './home-folder.ts';
import { writePrivately } from './home-folder.ts';
import { PlainFailure } from './plain-failure.ts';

/** What only this home folder knows; the database's password lies beside its data folder. */
export interface Secrets {
  readonly authSecret: string;
  readonly adminPassword: string;
}

/** The secrets of a home folder, made on the first start. Throws a `PlainFailure`. */
export async function openSecrets(home: HomeFolder): Promise<Secrets> {
  const text = await readFile(home.secretsFile, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw unreadable(home, error);
  });
  if (text === null) {
    const made: Secrets = {
      authSecret: randomBytes(32).toString('base64url'),
      adminPassword: randomBytes(15).toString('base64url'),
    };
    await writePrivately(home.secretsFile, `${JSON.stringify(made, null, 2)}\n`);
    return made;
  }
  const secrets = parse(text);
  if (secrets === null) throw unreadable(home, new Error('not what was written'));
  await chmod(home.secretsFile, 0o600).catch(() => undefined);
  return secrets;
}

function parse(text: string): Secrets | null {
  try {
    const { authSecret, adminPassword } = JSON.parse(text) as Partial<Secrets>;
    if (typeof authSecret !== 'string' || typeof adminPassword !== 'string') return null;
    return { authSecret, adminPassword };
  } catch {
    return null;
  }
}

function unreadable(home: HomeFolder, cause: unknown): PlainFailure {
  return new PlainFailure(
    `${home.secretsFile} cannot be read: restore it, or move ${home.path} away to start anew.`,
    { cause },
  );
}
