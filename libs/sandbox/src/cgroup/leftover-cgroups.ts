import { readFileSync, readlinkSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { CgroupPlace } from './find-cgroups.ts';
import { SandboxCgroup } from './sandbox-cgroup.ts';

const NAME = /^aispinner-(\d+)-(\d+)-(\d+)-[\da-f]+$/;

/**
 * How the groups of this runner begin. A pid is used again, so the start of the process is in it, and it
 * is another process's in another namespace, so that is too.
 */
export function runnerPrefix(): string {
  return `aispinner-${pidNamespace()}-${process.pid}-${startOf(process.pid) ?? 0}-`;
}

/** Removes groups of runners that are no more, with what is left in them. Those of others are not known. */
export async function sweepLeftovers(place: CgroupPlace): Promise<void> {
  const roots = new Set([place.memory, place.pids, ...(place.cpu === null ? [] : [place.cpu])]);
  const names = new Set((await Promise.all([...roots].map((root) => readdir(root)))).flat());
  const leftovers = [...names].filter((name) => isLeftover(name));
  await Promise.all(leftovers.map((name) => new SandboxCgroup(place, name).remove()));
}

function isLeftover(name: string): boolean {
  const [, namespace, pid, start] = NAME.exec(name) ?? [];
  return namespace === pidNamespace() && startOf(Number(pid)) !== start;
}

function pidNamespace(): string {
  return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
}

/** When a process started, in ticks since the start of the system; null where there is none. */
function startOf(pid: number): string | null {
  try {
    // After the name, which may hold anything.
    const facts = readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, '');
    return facts.split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
