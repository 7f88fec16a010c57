import { readFully } from './image-format.ts';
import { readSync } from 'node:fs';

/**
 * A pack holds the files of the installed packages, as one file that a sandbox is handed open: it needs
 * no path to it, and nothing in it can be written.
 *
 *   magic (8 bytes) | header length (u32, little endian) | header (JSON) | contents of the files
 */
export const PACK_MAGIC = 'AISPPAK1';

/** A file that the pack has besides those of the packages: which modules to import, as a JSON array in order. */
export const IMPORTS_FILE = 'aispinner-imports.json';

export interface PackHeader {
  /** `[path, bytes]`, relative and with `/`, in the order in which their contents lie in the file. */
  readonly files: readonly (readonly [string, number])[];
}

export interface PackedFile {
  readonly path: string;
  readonly bytes: number;
  /** Offset in the pack. */
  readonly at: number;
}

/** What a pack holds. Throws on a file that is none. */
export function readPackIndex(fd: number): PackedFile[] {
  const start = Buffer.alloc(12);
  readFully(fd, start, 0);
  if (start.toString('latin1', 0, 8) !== PACK_MAGIC) throw new Error('not a pack of packages');
  const text = Buffer.alloc(start.readUInt32LE(8));
  readFully(fd, text, start.length);
  const { files } = JSON.parse(text.toString('utf8')) as PackHeader;
  let at = start.length + text.length;
  return files.map(([path, bytes]) => {
    const file = { path, bytes, at };
    at += bytes;
    return file;
  });
}

/** The parts of a pack, to be written one after the other. */
export function packParts(files: readonly (readonly [string, Uint8Array])[]): Uint8Array[] {
  const header: PackHeader = { files: files.map(([path, content]) => [path, content.length]) };
  const text = Buffer.from(JSON.stringify(header));
  const start = Buffer.alloc(12);
  start.write(PACK_MAGIC, 'latin1');
  start.writeUInt32LE(text.length, 8);
  return [start, text, ...files.map(([, content]) => content)];
}

/** As many bytes of a packed file as `target` takes, from `position` in it; fewer at its end. */
export function readPacked(
  fd: number,
  file: PackedFile,
  target: Uint8Array,
  position: number,
): number {
  const wanted = Math.min(target.length, Math.max(0, file.bytes - position));
  let done = 0;
  while (done < wanted) {
    const count = readSync(fd, target, done, wanted - done, file.at + position + done);
    if (count === 0) throw new Error('the pack of packages is cut short');
    done += count;
  }
  return done;
}
