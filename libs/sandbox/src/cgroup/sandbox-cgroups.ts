import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import {
  findCgroups,
  RUNNER_LEAF,
  type CgroupFacts,
  type CgroupPlace,
  type Controller,
} from './find-cgroups.ts';
import { runnerPrefix, sweepLeftovers } from './leftover-cgroups.ts';
import type { SandboxSize } from '../sandbox-size.ts';
import { SandboxCgroup } from './sandbox-cgroup.ts';

export type OpenedCgroups =
  | { readonly kind: 'open'; readonly cgroups: SandboxCgroups }
  /** `why`: a clause for the operator. */
  | { readonly kind: 'none'; readonly why: string };

/** Makes a group for each sandbox, beside each other in the group that the runner was started in. */
export class SandboxCgroups {
  private readonly place: CgroupPlace;
  private readonly groups = new Set<SandboxCgroup>();

  private constructor(place: CgroupPlace) {
    this.place = place;
  }

  /**
   * Finds what this system offers the runner, removes what killed runners have left there, and sees that
   * a process can be put into a group. Never rejects: a system without is told as such.
   */
  static async open(facts: CgroupFacts = ownFacts()): Promise<OpenedCgroups> {
    const found = findCgroups(facts);
    if (found.kind === 'none') return found;
    try {
      const cgroups = new SandboxCgroups(delegated(found.place));
      await sweepLeftovers(cgroups.place);
      await cgroups.tryOut();
      return { kind: 'open', cgroups };
    } catch (error) {
      return { kind: 'none', why: whyNot(error) };
    }
  }

  /** Such as `v2: memory pids cpu`. */
  get description(): string {
    const { version, cpu } = this.place;
    return `v${version}: memory pids${cpu === null ? '' : ' cpu'}`;
  }

  /** A group with the limits of a sandbox of that size, empty. */
  async make(size: SandboxSize): Promise<SandboxCgroup> {
    const name = `${runnerPrefix()}${randomBytes(6).toString('hex')}`;
    const cpus = availableParallelism();
    const group = await SandboxCgroup.make(this.place, name, { size, cpus });
    this.groups.add(group);
    return group;
  }

  /** Kills what is left in it and removes it. What cannot be removed is left to the next runner. */
  async remove(group: SandboxCgroup): Promise<void> {
    await group.remove();
    this.groups.delete(group);
  }

  /** Ends every group that is there, with all in it. */
  async close(): Promise<void> {
    await Promise.all([...this.groups].map((group) => this.remove(group)));
  }

  private async tryOut(): Promise<void> {
    const group = await this.make(0);
    try {
      const script = 'for file; do echo 0 > "$file" || exit 1; done';
      const { status, stderr } = spawnSync('/bin/sh', ['-c', script, 'sh', ...group.joins], {
        timeout: 5000,
        env: {},
      });
      if (status !== 0) throw new Error(`no process can be put into a group: ${String(stderr)}`);
    } finally {
      await this.remove(group);
    }
  }
}

function ownFacts(): CgroupFacts {
  try {
    return {
      mountinfo: readFileSync('/proc/self/mountinfo', 'utf8'),
      membership: readFileSync('/proc/self/cgroup', 'utf8'),
    };
  } catch {
    return { mountinfo: '', membership: '' };
  }
}

/**
 * Version 2 gives controllers to the groups below one only once no process is in that itself. So the
 * runner moves down, itself and nobody else: where others are beside it, the group is not its own to divide.
 */
function delegated(place: CgroupPlace): CgroupPlace {
  if (place.version === 1) return place;
  const folder = place.memory;
  // The root of all is free of that rule, and the only one without this file.
  const isRoot = !existsSync(join(folder, 'cgroup.type'));
  const leaf = join(folder, RUNNER_LEAF);
  if (lacking(folder, ['memory', 'pids']).length > 0 && !isRoot) {
    mkdirSync(leaf, { recursive: true });
    writeFileSync(join(leaf, 'cgroup.procs'), '0', { flag: 'r+' });
  }
  try {
    enable(folder, ['memory', 'pids']);
  } catch (error) {
    if (!isRoot) {
      writeFileSync(join(folder, 'cgroup.procs'), '0', { flag: 'r+' });
      rmdirSync(leaf);
    }
    throw error;
  }
  try {
    if (place.cpu !== null) enable(folder, ['cpu']);
    return place;
  } catch {
    return { ...place, cpu: null };
  }
}

function enable(folder: string, controllers: readonly Controller[]): void {
  const missing = lacking(folder, controllers);
  if (missing.length === 0) return;
  const text = missing.map((controller) => `+${controller}`).join(' ');
  writeFileSync(join(folder, 'cgroup.subtree_control'), text, { flag: 'r+' });
}

function lacking(folder: string, controllers: readonly Controller[]): Controller[] {
  const has = readFileSync(join(folder, 'cgroup.subtree_control'), 'latin1').trim().split(/\s+/);
  return controllers.filter((controller) => !has.includes(controller));
}

function whyNot(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EROFS':
      return 'the cgroups of this system are mounted read-only';
    case 'EACCES':
    case 'EPERM':
      return 'the cgroup of the runner is not its own to write';
    case 'EBUSY':
      return 'other processes are in the cgroup of the runner, which wants one of its own';
    default:
      return message;
  }
}
