import { readSync, writeSync } from 'node:fs';
import { EXIT } from './exit-codes.ts';
import { exitNow } from './exit-now.ts';

/** The file descriptor that Python knows the channel by. No file of the process has it. */
export const CHANNEL_FD = 64;

/** Frames are small, so one system call usually brings a whole one, header and all. */
const READ_AHEAD_BYTES = 64 * 1024;

/** The only way in and out of a served sandbox: the process's stdin and stdout, as bytes, blocking. */
export class Channel {
  private readonly ahead = new Uint8Array(READ_AHEAD_BYTES);
  private start = 0;
  private end = 0;

  /** Fills as much of `target` as one read gives. Returns bytes, at least 1. Ends the process at EOF. */
  read(target: Uint8Array): number {
    if (this.start < this.end) return this.takeAhead(target);
    if (target.length >= READ_AHEAD_BYTES) return this.readInto(target);
    this.end = this.readInto(this.ahead);
    this.start = 0;
    return this.takeAhead(target);
  }

  /** Returns bytes written, which may be fewer than given. */
  write(bytes: Uint8Array): number {
    try {
      return writeSync(1, bytes);
    } catch {
      return exitNow(EXIT.drained, '');
    }
  }

  private takeAhead(target: Uint8Array): number {
    const count = Math.min(target.length, this.end - this.start);
    target.set(this.ahead.subarray(this.start, this.start + count));
    this.start += count;
    return count;
  }

  private readInto(target: Uint8Array): number {
    let count: number;
    try {
      count = readSync(0, target, 0, target.length, null);
    } catch {
      count = 0;
    }
    return count === 0 ? exitNow(EXIT.drained, '') : count;
  }
}
