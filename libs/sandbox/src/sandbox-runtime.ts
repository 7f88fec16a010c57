import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChildTask } from './child/entry.ts';
import { deepenStacks } from './native-stack.ts';
import { OrphanReaper } from './orphan-reaper.ts';
import type { SandboxCgroup } from './cgroup/sandbox-cgroup.ts';
import type { OpenedCgroups } from './cgroup/sandbox-cgroups.ts';
import type { SandboxSize } from './sandbox-size.ts';
import {
  behindWalls,
  findProcessWalls,
  standingWalls,
  type ProcessWall,
  type ProcessWalls,
} from './process-walls.ts';

/** Where the pieces of a sandbox lie. The entry is a `.ts` file when this runs from source. */
export interface RuntimePaths {
  readonly node: string;
  readonly entry: string;
  readonly pyodideDir: string;
  readonly guestDir: string;
}

export function runtimePaths(guestDir?: string): RuntimePaths {
  const here = fileURLToPath(import.meta.url);
  const extension = here.endsWith('.ts') ? 'ts' : 'js';
  return {
    node: process.execPath,
    entry: join(dirname(here), 'child', `entry.${extension}`),
    pyodideDir: dirname(createRequire(here).resolve('pyodide/package.json')),
    guestDir: guestDir ?? join(dirname(here), '..', 'guest'),
  };
}

const NO_CGROUPS: OpenedCgroups = { kind: 'none', why: 'not asked for' };
const NO_LAUNCHER: OpenedCgroups = {
  kind: 'none',
  why: 'without the launcher nothing puts a sandbox into a cgroup before it runs',
};

const PAGES_PER_MB = 16;
const NICENESS = 5;

/**
 * The process flags of every sandbox. `--permission` leaves the reading of the runtime's own files;
 * the rest keeps V8 small, for a sandbox mostly waits.
 */
function nodeFlags(paths: RuntimePaths, readable: readonly string[], stackKib: number): string[] {
  return [
    '--permission',
    `--allow-fs-read=${dirname(paths.entry)}/`,
    `--allow-fs-read=${paths.pyodideDir}/`,
    ...readable.map((path) => `--allow-fs-read=${path}`),
    '--disallow-code-generation-from-strings',
    '--no-experimental-sqlite',
    '--no-addons',
    '--disable-sigusr1',
    '--no-warnings',
    `--stack-size=${stackKib}`,
  ];
}

/** No variable of the runner's. These few are read by the C library and by V8 as the process begins. */
const ENVIRONMENT = {
  TZ: 'UTC',
  MALLOC_ARENA_MAX: '1',
  MALLOC_TRIM_THRESHOLD_: '65536',
  // The optimizing compiler works in larger blocks: each goes back to the system as it is freed, and
  // leaves no holes of 17 MB in a heap that nothing can trim.
  MALLOC_MMAP_THRESHOLD_: '16384',
  UV_THREADPOOL_SIZE: '1',
};

/**
 * Tenants compete among themselves before they compete with what schedules and serves them. For a
 * sandbox that is ready, or that nobody waits for: another is needed at once, beside workers that loop.
 * Of all threads that the process has by now; V8 compiles and collects on one of its own.
 */
export function lowerPriority(pid: number | undefined, niceness = NICENESS): void {
  try {
    for (const thread of pid === undefined ? [] : threadsOf(pid)) setPriority(thread, niceness);
  } catch {
    // Gone already, or a system that does not let us: then all are equal.
  }
}

/** The first has the number of the process; where the system does not tell, that one alone. */
function threadsOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [pid];
  }
}

/** Starts sandbox processes, each behind the walls that this system offers. */
export class SandboxRuntime {
  readonly paths: RuntimePaths;
  readonly walls: ProcessWalls;
  private readonly cgroups: OpenedCgroups;
  private readonly reaper: OrphanReaper | null;
  private readonly stackKib = deepenStacks();
  private serial = 0;

  /** `walls`: those that this system offers, where not given. `cgroups`: none, where not given. */
  constructor(paths: RuntimePaths, walls?: ProcessWalls, cgroups: OpenedCgroups = NO_CGROUPS) {
    this.paths = paths;
    this.walls = walls ?? findProcessWalls(paths);
    this.cgroups = this.walls.by === 'launcher' ? cgroups : NO_LAUNCHER;
    this.reaper = this.walls.by === 'nothing' ? new OrphanReaper() : null;
  }

  /** Which walls stand round each process that is launched with a group. */
  get standing(): ProcessWall[] {
    return standingWalls(this.walls, this.cgroups.kind === 'open');
  }

  /** The cgroups that sandboxes are put into, or why there are none. */
  get cgroupState(): string {
    const { cgroups } = this;
    return cgroups.kind === 'open' ? cgroups.cgroups.description : cgroups.why;
  }

  /**
   * The group of the next sandbox; null where this system offers none. To be launched into at once: it is
   * removed when that process ends.
   */
  async makeGroup(size: SandboxSize): Promise<SandboxCgroup | null> {
    const { cgroups } = this;
    return cgroups.kind === 'open' ? cgroups.cgroups.make(size) : null;
  }

  /**
   * A process that restores the image open at `imageFd`. Its stdio are pipes; it speaks frames.
   * `packages`: what is installed, and the open pack where this sandbox is to have it.
   */
  launch(
    imageFd: number,
    memoryMb: number,
    packages: { readonly modules: readonly string[]; readonly packFd: number | null } | null = null,
    group: SandboxCgroup | null = null,
  ): ChildProcess {
    const { paths } = this;
    const packFd = packages?.packFd ?? null;
    const task: ChildTask = {
      mode: 'serve',
      pyodideDir: paths.pyodideDir,
      packages: packages && { modules: packages.modules, load: packFd !== null },
    };
    const command = [
      ...nodeFlags(paths, [], this.stackKib),
      `--wasm-max-mem-pages=${memoryMb * PAGES_PER_MB}`,
      '--max-semi-space-size=1',
      '--v8-pool-size=1',
      '--expose-gc',
      paths.entry,
      JSON.stringify(task),
    ];
    const { program, args } = behindWalls(
      this.walls,
      [paths.node, ...command],
      this.serial++,
      memoryMb,
      group?.joins,
    );
    const child = spawn(program, args, {
      cwd: '/',
      env: ENVIRONMENT,
      stdio: ['pipe', 'pipe', 'pipe', imageFd, ...(packFd === null ? [] : [packFd])],
      // A Ctrl-C in the terminal is for the runner, which drains; it must not end the ticks first.
      detached: true,
    });
    if (group !== null) this.removeAfter(child, group);
    const { pid } = child;
    if (pid !== undefined && this.reaper !== null) {
      this.reaper.watch(pid);
      child.once('exit', () => this.reaper?.unwatch(pid));
    }
    return child;
  }

  /** A process that makes an image and writes it to `outputFd`. It runs no tenant's code. */
  launchBuild(key: string, outputFd: number): ChildProcess {
    const { node, entry, pyodideDir, guestDir } = this.paths;
    const task: ChildTask = { mode: 'build', key, pyodideDir, guestDir };
    const flags = nodeFlags(this.paths, [`${guestDir}/`], this.stackKib);
    return spawn(node, [...flags, entry, JSON.stringify(task)], {
      cwd: '/',
      env: ENVIRONMENT,
      stdio: ['ignore', outputFd, 'pipe'],
    });
  }

  /**
   * A process that compiles the Python files of the pack at `sourcesFd`, imports all that it holds,
   * `modules` in any case, and writes a pack of the results to `outputFd`.
   */
  launchCompile(sourcesFd: number, outputFd: number, modules: readonly string[]): ChildProcess {
    const { node, entry, pyodideDir, guestDir } = this.paths;
    const task: ChildTask = { mode: 'compile', pyodideDir, guestDir, modules };
    const flags = nodeFlags(this.paths, [`${guestDir}/`], this.stackKib);
    return spawn(node, [...flags, entry, JSON.stringify(task)], {
      cwd: '/',
      env: ENVIRONMENT,
      stdio: ['ignore', outputFd, 'pipe', sourcesFd],
    });
  }

  /** Whether what is launched is a launcher, with the sandbox as its only child in a PID namespace. */
  get isInside(): boolean {
    return this.walls.by === 'launcher' && this.walls.plan.pids;
  }

  /** Resolves when the groups of what was launched are gone, with all in them. */
  async close(): Promise<void> {
    this.reaper?.close();
    if (this.cgroups.kind === 'open') await this.cgroups.cgroups.close();
  }

  private removeAfter(child: ChildProcess, group: SandboxCgroup): void {
    const remove = (): void => {
      if (this.cgroups.kind === 'open') void this.cgroups.cgroups.remove(group);
    };
    child.once('exit', remove);
    child.once('error', remove);
  }
}
