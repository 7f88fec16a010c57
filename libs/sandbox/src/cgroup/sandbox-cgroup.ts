import { readFileSync } from 'node:fs';
import { mkdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sandboxLimits, sandboxWeight, type CgroupSetting } from './cgroup-limits.ts';
import type { SandboxSize } from '../sandbox-size.ts';
import type { CgroupPlace } from './find-cgroups.ts';

/** The pauses between attempts to remove a group: those in it take a moment to be gone. Ms. */
const REMOVAL_PAUSES_MS = [2, 10, 50, 200, 500, 1000];

/**
 * The group of one sandbox, for the whole of its life: in version 1, a folder in each hierarchy. Limits
 * stand before it has members. It is never under another group, and nobody is moved into it but who
 * moves himself, before he has done anything else (ADR 26).
 */
export class SandboxCgroup {
  private readonly place: CgroupPlace;
  private readonly name: string;
  private hadOutOfMemory: boolean | null = null;

  constructor(place: CgroupPlace, name: string) {
    this.place = place;
    this.name = name;
  }

  /** Rejects, leaving nothing, when a limit cannot be set. */
  static async make(
    place: CgroupPlace,
    name: string,
    sandbox: { readonly size: SandboxSize; readonly cpus: number },
  ): Promise<SandboxCgroup> {
    const group = new SandboxCgroup(place, name);
    try {
      for (const folder of group.folders) await mkdir(folder);
      await group.set(sandboxLimits(place, sandbox));
    } catch (error) {
      await group.remove();
      throw error;
    }
    return group;
  }

  /** The files that a process writes `0` to, to be in the group. */
  get joins(): string[] {
    return this.folders.map((folder) => join(folder, 'cgroup.procs'));
  }

  /** It has booted: those who serve and schedule come first now. */
  async lowerWeight(): Promise<void> {
    const weight = sandboxWeight(this.place);
    // It may have ended, and its group with it; its end is told elsewhere.
    await this.set(weight).catch(() => undefined);
  }

  /** Whether the kernel has killed in it for memory. Known, too, when the group is gone. */
  wasOutOfMemory(): boolean {
    this.hadOutOfMemory ??= this.hasKilled();
    return this.hadOutOfMemory;
  }

  /**
   * Kills what is left in it and removes it. Resolves with false where that was not possible within two
   * seconds; it is then left to the next runner.
   */
  async remove(): Promise<boolean> {
    // While it can be told.
    this.wasOutOfMemory();
    for (const pauseMs of [0, ...REMOVAL_PAUSES_MS]) {
      if (pauseMs > 0) await pause(pauseMs);
      const left = await Promise.all(this.folders.map((folder) => isLeft(folder)));
      if (!left.includes(true)) return true;
      await this.killAll();
    }
    return false;
  }

  private get folders(): string[] {
    const { memory, pids, cpu } = this.place;
    const roots = new Set(cpu === null ? [memory, pids] : [memory, pids, cpu]);
    return [...roots].map((root) => join(root, this.name));
  }

  private async set(settings: readonly CgroupSetting[]): Promise<void> {
    for (const { controller, file, value, mayLack } of settings) {
      const folder = join(this.place[controller] ?? this.place.memory, this.name);
      // Not to be created: a group has the files that the kernel gives it.
      await writeFile(join(folder, file), value, { flag: 'r+' }).catch((error: unknown) => {
        if (mayLack !== true || codeOf(error) !== 'ENOENT') throw error;
      });
    }
  }

  private hasKilled(): boolean {
    const file = this.place.version === 1 ? 'memory.oom_control' : 'memory.events';
    try {
      const text = readFileSync(join(this.place.memory, this.name, file), 'latin1');
      return Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0) > 0;
    } catch {
      return false;
    }
  }

  /** In version 1 those that it shows, again and again; none can start another meanwhile. */
  private async killAll(): Promise<void> {
    const folder = join(this.place.pids, this.name);
    try {
      if (this.place.version === 2) {
        await writeFile(join(folder, 'cgroup.kill'), '1', { flag: 'r+' });
        return;
      }
    } catch {
      // A kernel before 5.14.
    }
    try {
      await writeFile(join(folder, 'pids.max'), '0', { flag: 'r+' });
      for (const pid of (await readFile(join(folder, 'cgroup.procs'), 'latin1')).split('\n')) {
        // 0 is one that this runner cannot see.
        if (Number(pid) > 0) process.kill(Number(pid), 'SIGKILL');
      }
    } catch {
      // Gone between the look and the kill; whether all are is seen by removing the group.
    }
  }
}

/** Tries to remove the folder. */
async function isLeft(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
    return false;
  } catch (error) {
    return codeOf(error) !== 'ENOENT';
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
