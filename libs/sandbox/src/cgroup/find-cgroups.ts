import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export type Controller = 'memory' | 'pids' | 'cpu';

/** Where groups may be made beside the runner: a folder for each controller, in version 2 one for all. */
export interface CgroupPlace {
  readonly version: 1 | 2;
  readonly memory: string;
  readonly pids: string;
  /** Null where this controller is not ours: then nothing weighs the sandboxes against each other. */
  readonly cpu: string | null;
}

export type FoundCgroups =
  | { readonly kind: 'found'; readonly place: CgroupPlace }
  /** `why`: a clause for the operator. */
  | { readonly kind: 'none'; readonly why: string };

/** What the kernel says of a process: `/proc/PID/mountinfo` and `/proc/PID/cgroup`. */
export interface CgroupFacts {
  readonly mountinfo: string;
  readonly membership: string;
}

/** The group below its own that a runner moves into where version 2 wants it out of the way. */
export const RUNNER_LEAF = 'aispinner-runner';

interface Mount {
  readonly root: string;
  readonly point: string;
  readonly kind: 'cgroup' | 'cgroup2';
  readonly options: readonly string[];
}

/**
 * The hierarchy to use, by what is mounted and where the runner is in it: version 2 where it has the
 * controllers of memory and processes, else those of version 1. Whether it may be written is not asked here.
 */
export function findCgroups({ mountinfo, membership }: CgroupFacts): FoundCgroups {
  const mounts = readMounts(mountinfo);
  const paths = readMembership(membership);
  const unified = ownFolder(
    mounts.filter(({ kind }) => kind === 'cgroup2'),
    paths.get(''),
  );
  if (unified !== null) {
    const folder = basename(unified) === RUNNER_LEAF ? dirname(unified) : unified;
    const controllers = controllersOf(folder);
    if (controllers.includes('memory') && controllers.includes('pids')) {
      const cpu = controllers.includes('cpu') ? folder : null;
      return { kind: 'found', place: { version: 2, memory: folder, pids: folder, cpu } };
    }
  }
  const legacy = (controller: Controller): string | null =>
    ownFolder(
      mounts.filter(({ kind, options }) => kind === 'cgroup' && options.includes(controller)),
      paths.get(controller),
    );
  const [memory, pids, cpu] = [legacy('memory'), legacy('pids'), legacy('cpu')];
  if (memory !== null && pids !== null) {
    return { kind: 'found', place: { version: 1, memory, pids, cpu } };
  }
  const why =
    mounts.length === 0
      ? 'no hierarchy of cgroups is mounted'
      : 'no hierarchy of cgroups gives the runner the controllers memory and pids';
  return { kind: 'none', why };
}

function readMounts(mountinfo: string): Mount[] {
  return mountinfo.split('\n').flatMap((line): Mount[] => {
    const [place = '', source = ''] = line.split(' - ');
    const [, , , root = '', point = ''] = place.split(' ');
    const [kind, , options = ''] = source.split(' ');
    if (kind !== 'cgroup' && kind !== 'cgroup2') return [];
    return [{ root: unescaped(root), point: unescaped(point), kind, options: options.split(',') }];
  });
}

/** The path of the process in each hierarchy, by controller; that of version 2 has no controller's name. */
function readMembership(membership: string): Map<string, string> {
  const paths = new Map<string, string>();
  for (const line of membership.split('\n')) {
    const [, , controllers, path] = /^(\d+):([^:]*):(.+)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) continue;
    for (const controller of controllers.split(',')) paths.set(controller, path);
  }
  return paths;
}

/** The folder of a path where one of the mounts shows it; a container may be shown a part of the tree. */
function ownFolder(mounts: readonly Mount[], path: string | undefined): string | null {
  if (path === undefined || path.startsWith('/..')) return null;
  for (const { root, point } of mounts) {
    const prefix = root === '/' ? '' : root;
    if (path === prefix || path.startsWith(`${prefix}/`))
      return join(point, path.slice(prefix.length).replace(/\/$/, ''));
  }
  return null;
}

function controllersOf(folder: string): string[] {
  try {
    return readFileSync(join(folder, 'cgroup.controllers'), 'latin1').trim().split(/\s+/);
  } catch {
    return [];
  }
}

/** The kernel writes blanks of a path as `\040`. */
function unescaped(path: string): string {
  return path.replaceAll(/\\([0-7]{3})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 8)),
  );
}
