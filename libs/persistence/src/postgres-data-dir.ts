import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { commandAs, type RunAs } from './postgres-account.ts';

const run = promisify(execFile);

/** The major version of the binaries that package.json pins: a folder of another one cannot be opened. */
const MAJOR_VERSION = '18';

/** The superuser of the cluster. */
export const POSTGRES_USER = 'postgres';

/**
 * Makes the data folder unless it is there, and returns the password of `POSTGRES_USER`, kept in
 * `<dataDir>.password` (mode 600). Throws `EmbeddedPostgresError` when the folder is not what it
 * should be: nothing in it is changed then.
 */
export async function prepareDataDir(
  dataDir: string,
  options: { initdb: string; runAs: RunAs },
): Promise<{ password: string; created: boolean }> {
  const passwordFile = `${dataDir}.password`;
  const found = await contentsOf(dataDir);
  if (found !== null && found.length > 0) {
    await checkFolder(dataDir, found, options.runAs);
    const password = await readFile(passwordFile, 'utf8').catch((cause: unknown) => {
      throw new EmbeddedPostgresError(
        `The database folder ${dataDir} is there, but its password file ${passwordFile} cannot be read.`,
        { cause },
      );
    });
    return { password: password.trim(), created: false };
  }
  const password = randomBytes(24).toString('base64url');
  await createCluster(dataDir, password, options);
  return { password, created: true };
}

/** The folder that `dataDir` goes into. Throws `EmbeddedPostgresError`. */
export async function makeParent(dataDir: string): Promise<void> {
  await mkdir(dirname(dataDir), { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new EmbeddedPostgresError(
      `The folder ${dirname(dataDir)} for the database could not be made (${cause.code}).`,
      { cause },
    );
  });
}

async function contentsOf(folder: string): Promise<string[] | null> {
  try {
    return await readdir(folder);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return null;
    throw new EmbeddedPostgresError(`The database folder ${folder} cannot be read (${code}).`, {
      cause,
    });
  }
}

async function checkFolder(dataDir: string, found: readonly string[], runAs: RunAs): Promise<void> {
  const version = found.includes('PG_VERSION')
    ? (await readFile(`${dataDir}/PG_VERSION`, 'utf8').catch(() => '')).trim()
    : null;
  if (version === null || !found.includes('global')) {
    throw new EmbeddedPostgresError(
      `${dataDir} is not an intact Postgres data folder: restore it from a backup, or move it away to start anew.`,
    );
  }
  if (version !== MAJOR_VERSION) {
    throw new EmbeddedPostgresError(
      `${dataDir} was made by Postgres ${version}, and this is Postgres ${MAJOR_VERSION}: dump it with the old version and load it with this one.`,
    );
  }
  const owner = (await stat(dataDir)).uid;
  const uid = runAs.kind === 'self' ? userInfo().uid : runAs.ids.uid;
  if (owner !== uid) {
    throw new EmbeddedPostgresError(
      `${dataDir} belongs to another user (uid ${owner}), and Postgres would run as uid ${uid}: start the project as the user who made it.`,
    );
  }
}

/** Built beside and renamed into place, so that a kill half-way leaves nothing half-made behind. */
async function createCluster(
  dataDir: string,
  password: string,
  options: { initdb: string; runAs: RunAs },
): Promise<void> {
  const { runAs } = options;
  const building = `${dataDir}.new`;
  const handedOver = `${dataDir}.password.new`;
  try {
    await rm(building, { recursive: true, force: true });
    await mkdir(building, { mode: 0o700 });
    await rm(handedOver, { force: true });
    await writeFile(handedOver, `${password}\n`, { mode: 0o600 });
    await writeFile(`${dataDir}.password`, `${password}\n`, { mode: 0o600 });
    if (runAs.kind !== 'self') {
      await chown(building, runAs.ids.uid, runAs.ids.gid);
      await chown(handedOver, runAs.ids.uid, runAs.ids.gid);
    }
    const command = commandAs(runAs, options.initdb, [
      `--pgdata=${building}`,
      `--username=${POSTGRES_USER}`,
      `--pwfile=${handedOver}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
    ]);
    await run(command.program, command.args, { cwd: building, ...command.ids });
    await rm(dataDir, { recursive: true, force: true });
    await rename(building, dataDir);
  } catch (cause) {
    await rm(building, { recursive: true, force: true });
    throw new EmbeddedPostgresError(
      `The database folder ${dataDir} could not be made: ${reasonOf(cause)}`,
      { cause },
    );
  } finally {
    await rm(handedOver, { force: true });
  }
}

/** The line of a failed program or file call that says why. */
function reasonOf(cause: unknown): string {
  const { stderr, message } = cause as { stderr?: string; message: string };
  const lines = (stderr ?? '').split('\n').filter((line) => /error|fatal|no space/i.test(line));
  return lines[0] ?? message;
}
