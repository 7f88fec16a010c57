import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Sandboxes of a privileged runner get uids of their own from here on, far from any account. */
const FIRST_UID = 1_900_000_000;
const UIDS = 100_000;

export interface ProcessWalls {
  /** Path of `setpriv`; null where there is none. */
  readonly setpriv: string | null;
  /** Each sandbox runs under a uid of its own, without capabilities. */
  readonly ownUid: boolean;
}

/**
 * What this system lets the runner put around a sandbox process. `mustRead` are the files that a
 * process without rights must be able to read to start; the first is executed.
 */
export function findProcessWalls(mustRead: readonly [string, ...string[]]): ProcessWalls {
  const setpriv = ['/usr/bin', '/bin', '/usr/sbin', '/sbin']
    .map((folder) => `${folder}/setpriv`)
    .find((path) => existsSync(path));
  if (setpriv === undefined) return { setpriv: null, ownUid: false };
  const works = (args: readonly string[]) =>
    spawnSync(setpriv, args, { stdio: 'ignore', timeout: 5000, env: {} }).status === 0;
  const bound = { setpriv, ownUid: false };
  if (!works([...wrapperArgs(bound, 0), '/bin/true'])) return { setpriv: null, ownUid: false };
  const owned = { setpriv, ownUid: true };
  const readable = mustRead.flatMap((path, i) => [...(i === 0 ? ['-x'] : ['-a', '-r']), path]);
  const ownUid =
    process.getuid?.() === 0 &&
    existsSync('/usr/bin/test') &&
    works([...wrapperArgs(owned, 0), '/usr/bin/test', ...readable]);
  return { setpriv, ownUid };
}

/**
 * Arguments for `setpriv` before the program. The process dies with the runner, even one that loops
 * and never looks at its pipe, and gains nothing by any exec.
 */
export function wrapperArgs(walls: ProcessWalls, serial: number): string[] {
  const uid = String(FIRST_UID + (serial % UIDS));
  return [
    '--pdeathsig=KILL',
    '--no-new-privs',
    ...(walls.ownUid
      ? [
          `--reuid=${uid}`,
          `--regid=${uid}`,
          '--clear-groups',
          '--inh-caps=-all',
          '--bounding-set=-all',
        ]
      : []),
  ];
}
