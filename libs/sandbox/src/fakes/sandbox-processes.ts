import { readdirSync, readFileSync } from 'node:fs';

/** The sandbox processes that this test has started. */
export function sandboxPids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const parent = /^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        if (Number(parent) !== process.pid) return false;
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('"mode":"serve"');
      } catch {
        return false;
      }
    });
}

/** CPU time that a process has used, in ns. */
export function cpuOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]);
}
