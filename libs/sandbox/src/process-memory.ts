import { readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;

/**
 * Memory that a process shares with no other, in MB; null where the system does not tell (it is read
 * from `/proc`). Counted by the kernel as it goes, so that reading it costs some microseconds, where
 * `smaps` would walk the tables of pages.
 */
export function privateMemoryMb(pid: number): number | null {
  try {
    const [, resident, shared] = readFileSync(`/proc/${pid}/statm`, 'latin1')
      .split(' ')
      .map(Number);
    const pages = (resident ?? Number.NaN) - (shared ?? Number.NaN);
    return Number.isFinite(pages) ? (pages * PAGE_BYTES) / 1024 / 1024 : null;
  } catch {
    return null;
  }
}
