import { spawnSync } from 'node:child_process';
import { childPids } from './child-processes.ts';

/** Which cores the runner and the processes that answer it may run on. */
export type Placement = 'as the system puts them' | 'on two cores' | 'on one core';

/**
 * Those that can be had here. Where waking another core costs more than a turn itself (virtual machines), the
 * placement decides what a round trip takes, and the system changes it as it runs: on one core the work of both
 * sides shows, on two what a process pays that lay idle.
 */
export function placements(): Placement[] {
  const free: Placement[] = ['as the system puts them'];
  return cores().length < 2 ? free : [...free, 'on two cores', 'on one core'];
}

/** Puts this process and all that it has started there. */
export function place(placement: Placement): void {
  const all = cores();
  const [first = '0', second = first] = all;
  const here = placement === 'as the system puts them' ? all.join(',') : first;
  const there = placement === 'on two cores' ? second : here;
  pin(process.pid, here);
  for (const pid of childPids()) pin(pid, there);
}

let found: readonly string[] | null = null;

/** Numbers of the cores that this process may use; none where the system does not tell. Linux only. */
function cores(): readonly string[] {
  if (found !== null) return found;
  const { stdout } = spawnSync('taskset', ['-cp', String(process.pid)], { encoding: 'utf8' });
  const list = /: ([\d,-]+)\s*$/.exec(stdout ?? '')?.[1] ?? '';
  found = list
    .split(',')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [from = 0, to = from] = part.split('-').map(Number);
      return Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
    });
  return found;
}

function pin(pid: number, list: string): void {
  if (list !== '') spawnSync('taskset', ['-acp', list, String(pid)], { stdio: 'ignore' });
}
