import { readSync } from 'node:fs';

/**
 * An image is what a sandbox starts from: the interpreter with everything preloaded, as one file.
 *
 *   magic (8 bytes) | header length (u32, little endian) | header (JSON) | wasm | runs of memory
 *
 * The wasm carries no initial data, for the memory holds it; the memory is kept as runs of pages that
 * are not zero, so that the pages between them are never touched and cost nothing.
 */
export const IMAGE_MAGIC = 'AISPIMG1';
export const PAGE_BYTES = 4096;
export const WASM_PAGE_BYTES = 65536;

export interface ImageHeader {
  /** What the image was made from and for: see `image-key.ts`. */
  readonly key: string;
  /** Hex, of all that follows the header. */
  readonly payloadSha256: string;
  readonly wasmBytes: number;
  readonly memoryBytes: number;
  readonly tableLength: number;
  /** `[address, bytes]`, ascending, in the order in which they lie in the file. */
  readonly runs: readonly (readonly [number, number])[];
}

/** The header and the offset of the payload. Throws on a file that is no image. */
export function readImageHeader(fd: number): { header: ImageHeader; payloadAt: number } {
  const start = Buffer.alloc(12);
  readFully(fd, start, 0);
  if (start.toString('latin1', 0, 8) !== IMAGE_MAGIC) throw new Error('not a sandbox image');
  const text = Buffer.alloc(start.readUInt32LE(8));
  readFully(fd, text, start.length);
  return {
    header: JSON.parse(text.toString('utf8')) as ImageHeader,
    payloadAt: start.length + text.length,
  };
}

/** Fills `target` from `position` of the file. Throws at its end. */
export function readFully(fd: number, target: Uint8Array, position: number): void {
  for (let done = 0; done < target.length;) {
    const count = readSync(fd, target, done, target.length - done, position + done);
    if (count === 0) throw new Error('the sandbox image is cut short');
    done += count;
  }
}
