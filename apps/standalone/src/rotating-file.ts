import { closeSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

const MAX_BYTES = 10_000_000;
const OLD_FILES = 2;
/** After a failure (a full disk), writing is tried again this much later. */
const RETRY_MS = 10_000;

/**
 * A log file that never grows over its bound: at `maxBytes` it becomes `<path>.1`, that one `<path>.2`,
 * and so on. Writing never throws: a full disk must not end what is being logged.
 */
export class RotatingFile {
  private readonly path: string;
  private readonly maxBytes: number;
  private readonly oldFiles: number;
  private fd: number | null = null;
  private bytes = 0;
  private retryAt = 0;

  constructor(path: string, options: { maxBytes?: number; oldFiles?: number } = {}) {
    this.path = path;
    this.maxBytes = options.maxBytes ?? MAX_BYTES;
    this.oldFiles = options.oldFiles ?? OLD_FILES;
  }

  write(text: string): void {
    if (Date.now() < this.retryAt) return;
    try {
      const chunk = Buffer.from(text);
      this.open();
      if (this.bytes > 0 && this.bytes + chunk.length > this.maxBytes) this.rotate();
      const written = writeSync(this.open(), chunk);
      this.bytes += written;
    } catch {
      this.close();
      this.retryAt = Date.now() + RETRY_MS;
    }
  }

  close(): void {
    if (this.fd === null) return;
    closeSync(this.fd);
    this.fd = null;
  }

  private open(): number {
    if (this.fd === null) {
      this.fd = openSync(this.path, 'a', 0o600);
      this.bytes = fstatSync(this.fd).size;
    }
    return this.fd;
  }

  private rotate(): void {
    this.close();
    const names = [this.path];
    for (let i = 1; i <= this.oldFiles; i++) names.push(`${this.path}.${i}`);
    for (let i = names.length - 1; i > 0; i--) {
      const [from, to] = [names[i - 1], names[i]];
      if (from === undefined || to === undefined) continue;
      rmSync(to, { force: true });
      try {
        renameSync(from, to);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
  }
}
