import { closeSync, openSync, readSync } from 'node:fs';

/** Reads the CPU time of a process's main thread, the one that Python runs on. Linux only. */
export class CpuClock {
  private fd: number | null;
  private readonly text = Buffer.alloc(64);

  constructor(pid: number) {
    try {
      this.fd = openSync(`/proc/${pid}/schedstat`, 'r');
    } catch {
      this.fd = null;
    }
  }

  /** Milliseconds since the start of the process; null where the system does not tell. */
  readMs(): number | null {
    if (this.fd === null) return null;
    try {
      const count = readSync(this.fd, this.text, 0, this.text.length, 0);
      const nanoseconds = Number(this.text.toString('latin1', 0, count).split(' ')[0]);
      return Number.isFinite(nanoseconds) && count > 0 ? nanoseconds / 1e6 : null;
    } catch {
      // The process is gone.
      return null;
    }
  }

  close(): void {
    if (this.fd !== null) closeSync(this.fd);
    this.fd = null;
  }
}
