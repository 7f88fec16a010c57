import type { Readable } from 'node:stream';

const TAIL_BYTES = 4096;
/** More than any interpreter fault prints. Past it the pipe is closed in the child's face. */
const TOTAL_BYTES = 256 * 1024;

/** The end of what a process says on stderr, for operators. Never more than a few kilobytes are held. */
export class StderrTail {
  private tail = '';
  private total = 0;

  constructor(stream: Readable) {
    stream.on('error', () => undefined);
    stream.on('data', (chunk: Buffer) => {
      this.total += chunk.length;
      this.tail = (this.tail + chunk.toString('latin1')).slice(-TAIL_BYTES);
      if (this.total > TOTAL_BYTES) stream.destroy();
    });
  }

  get text(): string {
    return this.tail;
  }
}
