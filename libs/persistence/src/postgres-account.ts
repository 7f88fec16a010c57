import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

const run = promisify(execFile);

/** The account that Postgres runs as where this process is root: it refuses to be root itself. */
const ACCOUNT = 'postgres';

interface Ids {
  readonly uid: number;
  readonly gid: number;
}

/** As whom Postgres is started. */
export type RunAs =
  | { readonly kind: 'self' }
  | { readonly kind: 'account'; readonly ids: Ids }
  /** Like `account`, with the one capability to pass folders closed to it (a checkout below /root). */
  | { readonly kind: 'accountPassingFolders'; readonly ids: Ids };

/**
 * Root gives Postgres the account `postgres`, made where it is missing. `paths` are the files and
 * folders it must reach. Throws `EmbeddedPostgresError` where that cannot be.
 */
export async function postgresAccount(paths: readonly string[]): Promise<RunAs> {
  if (userInfo().uid !== 0) return { kind: 'self' };
  const ids = (await lookUp()) ?? (await createAccount());
  const blocked = await firstBlocked(ids, paths);
  if (blocked === null) return { kind: 'account', ids };
  if (await succeeds('setpriv', ['--version'])) return { kind: 'accountPassingFolders', ids };
  throw new EmbeddedPostgresError(
    `Started as root, Postgres runs as the account ${ACCOUNT}, which may not enter the folders above ${blocked}: move the project out of there, or start it as another user.`,
  );
}

/** What to spawn so that `program` runs as that account. */
export function commandAs(
  runAs: RunAs,
  program: string,
  args: readonly string[],
): { program: string; args: readonly string[]; ids: Partial<Ids> } {
  switch (runAs.kind) {
    case 'self':
      return { program, args, ids: {} };
    case 'account':
      return { program, args, ids: runAs.ids };
    case 'accountPassingFolders':
      return {
        program: 'setpriv',
        args: [
          `--reuid=${runAs.ids.uid}`,
          `--regid=${runAs.ids.gid}`,
          '--clear-groups',
          '--inh-caps=+dac_read_search',
          '--ambient-caps=+dac_read_search',
          program,
          ...args,
        ],
        // It is root that can give the capability: setpriv changes the account itself.
        ids: {},
      };
  }
}

async function lookUp(): Promise<Ids | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', ACCOUNT]), run('id', ['-g', ACCOUNT])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

async function createAccount(): Promise<Ids> {
  const made = await succeeds('useradd', ['--system', '--user-group', '--no-create-home', ACCOUNT]);
  const ids = made ? await lookUp() : null;
  if (ids === null) {
    throw new EmbeddedPostgresError(
      `Postgres refuses to run as root, and the account "${ACCOUNT}" for it could not be made: start the project as another user.`,
    );
  }
  return ids;
}

async function firstBlocked(ids: Ids, paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    // Asked with the account's own rights: modes, groups and access lists all count.
    if (!(await succeeds('test', ['-x', dirname(path)], ids))) return path;
  }
  return null;
}

function succeeds(program: string, args: readonly string[], ids?: Ids): Promise<boolean> {
  return run(program, args, { cwd: '/', ...ids }).then(
    () => true,
    () => false,
  );
}
