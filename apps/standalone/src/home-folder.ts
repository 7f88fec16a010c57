import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cannotWrite, PlainFailure } from './plain-failure.ts';

/** Below this, Postgres would soon refuse to write. */
const NEEDED_BYTES = 500e6;

/** Where everything of one standalone product lies. */
export interface HomeFolder {
  readonly path: string;
  readonly lockFile: string;
  readonly secretsFile: string;
  readonly credentialsFile: string;
  readonly seededFile: string;
  readonly databaseDir: string;
  readonly redisDir: string;
  readonly kafkaDir: string;
  readonly logsDir: string;
}

export function homeFolder(path: string): HomeFolder {
  return {
    path,
    lockFile: join(path, 'lock'),
    secretsFile: join(path, 'secrets.json'),
    credentialsFile: join(path, 'credentials.json'),
    seededFile: join(path, 'demo-made'),
    databaseDir: join(path, 'postgres'),
    redisDir: join(path, 'redis'),
    kafkaDir: join(path, 'kafka'),
    logsDir: join(path, 'logs'),
  };
}

/** Makes the folder where it is missing, and throws a `PlainFailure` if it cannot be lived in. */
export async function openHome(home: HomeFolder): Promise<void> {
  try {
    await mkdir(home.logsDir, { recursive: true });
    // Asks the file system itself: root may pass modes, but not a full or read-only disk.
    const probe = join(home.path, `.probe-${randomUUID()}`);
    await writeFile(probe, 'x');
    await rm(probe);
  } catch (cause) {
    throw cannotWrite(home.path, cause);
  }
  const { bavail, bsize } = await statfs(home.path);
  const freeBytes = bavail * bsize;
  if (freeBytes < NEEDED_BYTES) {
    const [free, needed] = [freeBytes, NEEDED_BYTES].map((bytes) => Math.floor(bytes / 1e6));
    throw new PlainFailure(
      `The disk of ${home.path} has ${free} MB free, and AiSpinner needs ${needed} MB: free some, or set AISPINNER_HOME to a folder on another disk.`,
    );
  }
}

/** Writes a file that only its owner may read, wholly or not at all. Throws a `PlainFailure`. */
export async function writePrivately(path: string, text: string): Promise<void> {
  const beside = `${path}.new`;
  try {
    await rm(beside, { force: true });
    await writeFile(beside, text, { mode: 0o600, flush: true });
    await rename(beside, path);
  } catch (cause) {
    throw cannotWrite(path, cause);
  }
}
