import { closeSync } from 'node:fs';
import { ChildSandbox } from './child-sandbox.ts';
import { openImage } from './image-store.ts';
import type { PoolOptions } from './pool-options.ts';
import { standingWalls, type ProcessWall } from './process-walls.ts';
import { requireWalls, type RequiredWalls } from './required-walls.ts';
import { SandboxPool } from './sandbox-pool.ts';
import { warmUp } from './warm-up.ts';
import { runtimePaths, SandboxRuntime } from './sandbox-runtime.ts';

const BOOT_TIMEOUT_MS = 20_000;

export interface SandboxHostOptions extends Omit<PoolOptions, 'boot'> {
  /** Where the image is kept; made if it is not there. */
  readonly imageDir: string;
  /** The folder of the package `aispinner_guest`; the one of this library where not given. */
  readonly guestDir?: string;
  /** What must stand round each process for a start; `best-effort` where not given. */
  readonly requiredWalls?: RequiredWalls;
}

export interface SandboxHost {
  readonly pool: SandboxPool;
  /** Which walls stand round each process, on this system. */
  readonly walls: readonly ProcessWall[];
  /** Kills every sandbox and lets go of the image. */
  close(): Promise<void>;
}

/**
 * The pool over real sandbox processes. Builds the image where there is none, which takes about two
 * seconds; `pool.start()` then boots the spares. Rejects with `MissingWallsError` where fewer walls
 * stand than are required.
 */
export async function createSandboxHost(options: SandboxHostOptions): Promise<SandboxHost> {
  const runtime = new SandboxRuntime(runtimePaths(options.guestDir));
  const walls = standingWalls(runtime.walls);
  try {
    requireWalls(walls, options.requiredWalls ?? 'best-effort');
  } catch (error) {
    runtime.close();
    throw error;
  }
  const image = await openImage(runtime, options.imageDir);
  const pool = new SandboxPool({
    ...options,
    async boot(memoryMb, signal) {
      const child = runtime.launch(image, memoryMb);
      const sandbox = await ChildSandbox.start(child, { timeoutMs: BOOT_TIMEOUT_MS, signal });
      await warmUp(sandbox);
      return sandbox;
    },
  });
  return {
    pool,
    walls,
    async close() {
      await pool.close();
      runtime.close();
      closeSync(image);
    },
  };
}
