import { closeSync, openSync, readSync } from 'node:fs';

export interface CpuReading {
  /** Time on a CPU since the start of the process, ms. */
  readonly ranMs: number;
  /** Time that it wanted a CPU and others had them, ms. */
  readonly starvedMs: number;
}

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

  /** Null where the system does not tell. */
  read(): CpuReading | null {
    if (this.fd === null) return null;
    try {
      const count = readSync(this.fd, this.text, 0, this.text.length, 0);
      const [ran, starved] = this.text.toString('latin1', 0, count).split(' ').map(Number);
      if (count === 0 || !Number.isFinite(ran)) return null;
      return { ranMs: (ran ?? 0) / 1e6, starvedMs: (starved ?? 0) / 1e6 };
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
