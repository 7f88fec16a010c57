import { execFileSync } from 'node:child_process';

export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Every process of the machine that has not ended; those that wait to be collected have. */
export function runningProcesses(): RunningProcess[] {
  const table = execFileSync('ps', ['-e', '-ww', '-o', 'pid=,ppid=,stat=,args='], {
    encoding: 'utf8',
    maxBuffer: 16_000_000,
  });
  return table.split('\n').flatMap((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    if (pid === undefined || state === undefined || state.startsWith('Z')) return [];
    return [{ pid: Number(pid), parent: Number(parent), command: command ?? '' }];
  });
}

/** A process with all that it and its children have started. */
export function familyOf(pid: number, table = runningProcesses()): RunningProcess[] {
  const family = table.filter((p) => p.pid === pid);
  // The list grows while it is walked: children of children come to its end.
  for (const member of family) family.push(...table.filter((p) => p.parent === member.pid));
  return family;
}

/** Those of `family` that still run. A number that another program has by now does not count. */
export function survivorsOf(family: readonly RunningProcess[]): RunningProcess[] {
  const now = new Map(runningProcesses().map((p) => [p.pid, p.command]));
  return family.filter((p) => now.get(p.pid) === p.command);
}

/** How many have ended and wait for one of `family` to collect them. */
export function uncollectedBy(family: readonly RunningProcess[]): number {
  const parents = new Set(family.map(({ pid }) => String(pid)));
  const table = execFileSync('ps', ['-e', '-o', 'ppid=,stat='], { encoding: 'utf8' });
  return table.split('\n').filter((line) => {
    const [parent = '', state = ''] = line.trim().split(/\s+/);
    return state.startsWith('Z') && parents.has(parent);
  }).length;
}
