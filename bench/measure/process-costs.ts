import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * Memory that a process adds to the machine, in MB: its proportional set size, where what several
 * share (Node's text, Postgres's buffers) counts to each by its part. Null where the system does not
 * tell (outside Linux).
 */
export function pssMb(pid: number): number | null {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const kb = /^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1];
    return kb === undefined ? null : Number(kb) / 1024;
  } catch {
    return null;
  }
}

/** Processor time that a process has used since it began, in ms, its threads included; null if it has ended. */
export function cpuMs(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond()) * 1000;
  } catch {
    return null;
  }
}

/** Of a process and its children, those that have ended among them: Postgres with its vacuums. Linux only. */
export function treeCpuMs(pid: number): number {
  const ticks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      const fields = statOf(name);
      if (Number(name) === pid) return sum(fields.slice(11, 15));
      return Number(fields[1]) === pid ? sum(fields.slice(11, 13)) : 0;
    });
  return (sum(ticks) / ticksPerSecond()) * 1000;
}

/** The fields of `/proc/PID/stat` behind the name; none of a process that has ended. */
function statOf(pid: string): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

function sum(values: readonly (string | number)[]): number {
  return values.reduce<number>((total, value) => total + Number(value), 0);
}

let perSecond: number | null = null;

function ticksPerSecond(): number {
  perSecond ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  return perSecond;
}
