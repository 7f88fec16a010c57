import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CgroupPlace } from './find-cgroups.ts';

/**
 * Whether the kernel gives each session the same weight where the runner is (`sched_autogroup_enabled`).
 * It does so only for what is in the root of the hierarchy.
 */
export function weighsSessions({ version, cpu }: CgroupPlace): boolean {
  if (cpu === null) return false;
  const isRoot =
    version === 1 ? existsSync(join(cpu, 'release_agent')) : !existsSync(join(cpu, 'cgroup.type'));
  try {
    const enabled = readFileSync('/proc/sys/kernel/sched_autogroup_enabled', 'latin1');
    return isRoot && enabled.trim() === '1';
  } catch {
    return false;
  }
}
