import { closeSync } from 'node:fs';
import { ChildSandbox } from './child-sandbox.ts';
import { ImageRack } from './image-rack.ts';
import { openPackages, type OpenPackages } from './packages/installed-packages.ts';
import { readAbi } from './packages/lock-file.ts';
import { PackageError } from './packages/package-error.ts';
import type { PoolOptions } from './pool-options.ts';
import { SandboxCgroups } from './cgroup/sandbox-cgroups.ts';
import type { ProcessWall } from './process-walls.ts';
import { requireWalls, type RequiredWalls } from './required-walls.ts';
import { SandboxPool } from './sandbox-pool.ts';
import { memoryOf, namesModule } from './sandbox-size.ts';
import { warmUp } from './warm-up.ts';
import { lowerPriority, runtimePaths, SandboxRuntime } from './sandbox-runtime.ts';

const BOOT_TIMEOUT_MS = 20_000;
/** Seconds of CPU for numpy and pandas, on a machine that may be busy. */
const PACKAGES_BOOT_TIMEOUT_MS = 120_000;

export interface SandboxHostOptions extends Omit<PoolOptions, 'boot' | 'needsPackages'> {
  /** Where the image is kept; made if it is not there. */
  readonly imageDir: string;
  /** Images to start from in turn, each with a hash seed of its own. */
  readonly images: number;
  /** Where packages were installed; none are offered where not given. */
  readonly packagesDir?: string;
  /** The folder of the package `aispinner_guest`; the one of this library where not given. */
  readonly guestDir?: string;
  /** What must stand round each process for a start; `best-effort` where not given. */
  readonly requiredWalls?: RequiredWalls;
}

export interface SandboxHost {
  readonly pool: SandboxPool;
  /** Which walls stand round each process, on this system. */
  readonly walls: readonly ProcessWall[];
  /** The cgroups that each process is in, or why it is in none. */
  readonly cgroup: string;
  /** Modules of installed packages that workers may import. */
  readonly packageModules: readonly string[];
  /** Hash seeds that sandboxes start with by now; the rest of the images is being made. */
  readonly seeds: () => number;
  /** Kills every sandbox and lets go of the images. */
  close(): Promise<void>;
}

/**
 * The pool over real sandbox processes. Makes an image where there is none, which takes about two
 * seconds, and the others later; `pool.start()` then boots the spares. Rejects with `MissingWallsError` where fewer walls
 * stand than are required.
 */
export async function createSandboxHost(options: SandboxHostOptions): Promise<SandboxHost> {
  const cgroups = await SandboxCgroups.open();
  const runtime = new SandboxRuntime(runtimePaths(options.guestDir), undefined, cgroups);
  const walls = runtime.standing;
  try {
    requireWalls(walls, options.requiredWalls ?? 'best-effort', { cgroup: runtime.cgroupState });
  } catch (error) {
    await runtime.close();
    throw error;
  }
  const packages = await installedPackages(options, runtime);
  const modules = packages?.modules ?? [];
  const made: { pool: SandboxPool | null } = { pool: null };
  const images = await ImageRack.open(runtime, options.imageDir, {
    count: options.images,
    log: options.log,
    onMade: () => made.pool?.renewSpare(),
  });
  const pool = new SandboxPool({
    ...options,
    needsPackages: (code) => namesModule(code, modules),
    async boot(size, signal, urgency) {
      const isPlain = typeof size === 'number';
      const group = await runtime.makeGroup(size);
      if (urgency === 'ahead') await group?.lowerWeight();
      const child = runtime.launch(
        images.take(),
        memoryOf(size),
        packages && { modules, packFd: isPlain ? null : packages.packFd },
        group,
      );
      // All that it starts from here on inherits that.
      if (urgency === 'ahead') lowerPriority(child.pid);
      const timeoutMs = isPlain ? BOOT_TIMEOUT_MS : PACKAGES_BOOT_TIMEOUT_MS;
      const sandbox = await ChildSandbox.start(child, {
        timeoutMs,
        signal,
        isInside: runtime.isInside,
        ...(group === null ? {} : { wasOutOfMemory: () => group.wasOutOfMemory() }),
      });
      await warmUp(sandbox);
      lowerPriority(sandbox.pid);
      await group?.lowerWeight();
      return sandbox;
    },
  });
  made.pool = pool;
  return {
    pool,
    walls,
    cgroup: runtime.cgroupState,
    packageModules: modules,
    seeds: () => images.size,
    async close() {
      await pool.close();
      await runtime.close();
      await images.close();
      if (packages !== null) closeSync(packages.packFd);
    },
  };
}

/** Packages that are not as they were installed are told of and left out: the other workers go on. */
async function installedPackages(
  { packagesDir, log }: SandboxHostOptions,
  runtime: SandboxRuntime,
): Promise<OpenPackages | null> {
  if (packagesDir === undefined) return null;
  try {
    return await openPackages(packagesDir, await readAbi(runtime.paths.pyodideDir));
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    log.warn({}, error.message);
    return null;
  }
}
