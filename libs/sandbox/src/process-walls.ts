import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FilterArch } from './syscall-filter.ts';
import { onlyChild } from './sandbox-process.ts';
import { launcherCommand, type LauncherPlan } from './wall-launcher.ts';

/** Sandboxes of a privileged runner get uids of their own from here on, far from any account. */
const FIRST_UID = 1_900_000_000;
const UIDS = 100_000;
/** What Node and the loader of CPython take besides the memory of the WebAssembly. */
const DATA_BYTES_BESIDES = 1024 * 1024 * 1024;

/** Walls round a sandbox process that depend on the system. */
export const PROCESS_WALLS = [
  'die-with-runner',
  'no-new-privileges',
  'own-uid',
  'network-namespace',
  'pid-namespace',
  'mount-namespace',
  'seccomp',
  'limits',
  'cgroup',
] as const;
export type ProcessWall = (typeof PROCESS_WALLS)[number];

/** How a sandbox is started: through the launcher, through `setpriv`, or with nothing round it. */
export type ProcessWalls =
  | {
      readonly by: 'launcher';
      readonly plan: Omit<LauncherPlan, 'uid' | 'dataBytes' | 'groups'>;
      readonly ownUid: boolean;
    }
  | { readonly by: 'setpriv'; readonly setpriv: string; readonly ownUid: boolean }
  | { readonly by: 'nothing' };

export const NO_PROCESS_WALLS: ProcessWalls = { by: 'nothing' };

/** What a sandbox process must be able to execute and read; all else may be hidden from it. */
export interface RuntimeFiles {
  readonly node: string;
  readonly entry: string;
  readonly pyodideDir: string;
}

/**
 * What this system lets the runner put around a sandbox process, found by starting Node behind it:
 * all that is known first, then what stands by itself. Takes some 100 ms where all stand.
 */
export function findProcessWalls(files: RuntimeFiles): ProcessWalls {
  const isRoot = process.getuid?.() === 0;
  const works = (walls: ProcessWalls): boolean => {
    const paths = [files.entry, join(files.pyodideDir, 'pyodide.asm.mjs')];
    const script = trialScript(paths, standingWalls(walls));
    const { program, args } = behindWalls(walls, [files.node, '-e', script], 0, 256);
    return spawnSync(program, args, { stdio: 'ignore', timeout: 5000, env: {} }).status === 0;
  };
  return launcherWalls(files, isRoot, works) ?? setprivWalls(isRoot, works) ?? NO_PROCESS_WALLS;
}

/**
 * What is run behind the walls before they are relied upon: it needs what a sandbox needs (the runtime's
 * files, threads, WebAssembly, a collector), and is refused what a sandbox must be refused.
 */
function trialScript(paths: readonly string[], walls: readonly ProcessWall[]): string {
  const refusals: Partial<Record<ProcessWall, string>> = {
    'own-uid': `process.getuid() >= ${FIRST_UID}`,
    'pid-namespace': `process.pid === 1`,
    'mount-namespace': `!fs.existsSync('/proc/self') && !fs.existsSync('/etc/passwd')`,
    seccomp:
      `refused(() => { const { error } = cp.spawnSync(process.execPath); if (error) throw error })` +
      ` && refused(() => fs.openSync(paths[0], 'r+')) && refused(() => process.kill(process.ppid, 0))`,
  };
  return `
    const fs = require('fs'), cp = require('child_process');
    const paths = ${JSON.stringify(paths)};
    const refused = (attempt) => { try { attempt() } catch (e) { return e.code === 'EPERM' } return false };
    for (const path of paths) fs.accessSync(path, 4);
    new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
    for (let i = 0; i < 64; i++) new Uint8Array(1 << 20).fill(i);
    if (!(${['true', ...walls.flatMap((wall) => refusals[wall] ?? [])].join(' && ')})) process.exit(1);
    fs.readFile(paths[0], (error) => process.exit(error ? 1 : 0));`;
}

function launcherWalls(
  files: RuntimeFiles,
  isRoot: boolean,
  works: (walls: ProcessWalls) => boolean,
): ProcessWalls | null {
  const perl = ['/usr/bin/perl', '/bin/perl'].find((path) => existsSync(path));
  const { arch, platform } = process;
  if (perl === undefined || platform !== 'linux' || (arch !== 'x64' && arch !== 'arm64'))
    return null;
  const pids = onlyChild(process.pid) !== undefined;
  const all = { network: true, pids, files: shownFiles(files), seccomp: true };
  const walls = (plan: Partial<typeof all>, ownUid: boolean): ProcessWalls => ({
    by: 'launcher',
    ownUid,
    plan: { ...NO_PLAN, perl, arch: arch satisfies FilterArch, ...plan },
  });
  const everything = walls(all, isRoot);
  if (works(everything)) return everything;
  const standing = walls(
    {
      network: works(walls({ network: true }, false)),
      pids: pids && works(walls({ pids }, false)),
      files: works(walls({ files: all.files }, false)) ? all.files : null,
      seccomp: works(walls({ seccomp: true }, false)),
    },
    isRoot && works(walls({}, true)),
  );
  return works(standing) ? standing : null;
}

const NO_PLAN = { network: false, pids: false, files: null, seccomp: false } as const;

function setprivWalls(
  isRoot: boolean,
  works: (walls: ProcessWalls) => boolean,
): ProcessWalls | null {
  const setpriv = ['/usr/bin', '/bin', '/usr/sbin', '/sbin']
    .map((folder) => `${folder}/setpriv`)
    .find((path) => existsSync(path));
  if (setpriv === undefined) return null;
  const owned: ProcessWalls = { by: 'setpriv', setpriv, ownUid: true };
  if (isRoot && works(owned)) return owned;
  const bound: ProcessWalls = { by: 'setpriv', setpriv, ownUid: false };
  return works(bound) ? bound : null;
}

/** Node with the libraries that it has loaded here, and the runtime: nothing of the machine or of us. */
function shownFiles({ node, entry, pyodideDir }: RuntimeFiles): LauncherPlan['files'] {
  const loaded = readFileSync('/proc/self/maps', 'utf8').matchAll(/ (\/\S+\.so(?:\.[\d.]+)?)$/gm);
  // By the folder, for the loader asks for links that lie beside what they lead to.
  const libraries = new Set([...loaded].map(([, path]) => dirname(path ?? '/')));
  const loader = /\/lib\S*\/ld-linux[\w.-]*/.exec(readFileSync(node).toString('latin1', 0, 4096));
  const shown = [
    ...[...libraries].filter((path) => /^(\/usr)?\/lib/.test(path)),
    ...(loader === null ? [] : [realFolder(loader[0])]),
    '/etc/ld.so.cache',
    node,
    dirname(entry),
    packageFile(dirname(entry)),
    pyodideDir,
  ].filter((path): path is string => path !== null && existsSync(path));
  const over = ['/mnt', '/media', '/srv', '/proc'].find(
    (path) => existsSync(path) && !shown.some((one) => one.startsWith(`${path}/`)),
  );
  return over === undefined || shown.some((path) => path.includes(':')) ? null : { over, shown };
}

/** `/lib64/x` as `/usr/lib64/x`: the folder's links are remade, and what they lead to must be there. */
function realFolder(path: string): string {
  return join(realpathSync(dirname(path)), path.slice(dirname(path).length));
}

/** Says that the entry is a module. */
function packageFile(folder: string): string | null {
  const path = join(folder, 'package.json');
  if (existsSync(path)) return path;
  return folder === '/' ? null : packageFile(dirname(folder));
}

/**
 * Which of the walls stand, in the order of `PROCESS_WALLS`. Without any, a reaper ends orphans.
 * `hasCgroups`: each sandbox is given a group of its own to be in.
 */
export function standingWalls(walls: ProcessWalls, hasCgroups = false): ProcessWall[] {
  if (walls.by === 'nothing') return [];
  const plan = walls.by === 'launcher' ? walls.plan : NO_PLAN;
  const stands: Record<ProcessWall, boolean> = {
    'die-with-runner': true,
    'no-new-privileges': true,
    'own-uid': walls.ownUid,
    'network-namespace': plan.network,
    'pid-namespace': plan.pids,
    'mount-namespace': plan.files !== null,
    seccomp: plan.seccomp,
    limits: walls.by === 'launcher',
    cgroup: walls.by === 'launcher' && hasCgroups,
  };
  return PROCESS_WALLS.filter((wall) => stands[wall]);
}

/**
 * What to start so that `command` runs behind the walls. `serial` gives it a uid that no other has;
 * `groups` are the files by which the launcher puts itself into cgroups, before all else.
 */
export function behindWalls(
  walls: ProcessWalls,
  command: readonly [program: string, ...args: string[]],
  serial: number,
  memoryMb: number,
  groups: readonly string[] = [],
): { readonly program: string; readonly args: readonly string[] } {
  const uid = FIRST_UID + (serial % UIDS);
  switch (walls.by) {
    case 'nothing':
      return { program: command[0], args: command.slice(1) };
    case 'setpriv':
      return { program: walls.setpriv, args: [...setprivArgs(walls.ownUid, uid), ...command] };
    case 'launcher': {
      const dataBytes = memoryMb * 1024 * 1024 + DATA_BYTES_BESIDES;
      return launcherCommand(
        { ...walls.plan, uid: walls.ownUid ? uid : null, dataBytes, groups },
        command,
      );
    }
  }
}

/** The process dies with the runner, even one that never looks at its pipe, and gains nothing by exec. */
function setprivArgs(ownUid: boolean, uid: number): string[] {
  const owned = [
    `--reuid=${uid}`,
    `--regid=${uid}`,
    '--clear-groups',
    '--inh-caps=-all',
    '--bounding-set=-all',
  ];
  return ['--pdeathsig=KILL', '--no-new-privs', ...(ownUid ? owned : [])];
}
