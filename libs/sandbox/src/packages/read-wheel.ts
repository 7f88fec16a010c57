import { crc32, inflateRawSync } from 'node:zlib';
import { PackageError } from './package-error.ts';

const END_RECORD = 0x06054b50;
const CENTRAL_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65535;
const UNIX = 3;
const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;
const MAX_FILES = 20_000;
const MAX_BYTES = 512 * 1024 * 1024;

/**
 * The files of a wheel (a zip file), by their paths in it. Nothing is written anywhere. Throws
 * `PackageError` for what an honest wheel does not hold: paths that lead out, links, two files of one
 * name, contents that are not what they say.
 */
export function readWheel(wheel: Buffer, name: string): [string, Buffer][] {
  const refuse = (why: string): never => {
    throw new PackageError(`The wheel ${name} is refused: ${why}.`);
  };
  const end = wheel.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const isEnd =
    end >= Math.max(0, wheel.length - END_BYTES - LONGEST_COMMENT) &&
    end + END_BYTES <= wheel.length &&
    wheel.readUInt32LE(end) === END_RECORD;
  if (!isEnd) return refuse('it is not a zip file');
  const count = wheel.readUInt16LE(end + 10);
  let at = wheel.readUInt32LE(end + 16);
  if (count > MAX_FILES) return refuse(`it holds ${count} files`);

  const files = new Map<string, Buffer>();
  let total = 0;
  try {
    for (let i = 0; i < count; i += 1) {
      if (wheel.readUInt32LE(at) !== CENTRAL_ENTRY) return refuse('its directory is broken');
      const entry = {
        madeBy: wheel.readUInt8(at + 5),
        flags: wheel.readUInt16LE(at + 8),
        method: wheel.readUInt16LE(at + 10),
        crc: wheel.readUInt32LE(at + 16),
        packed: wheel.readUInt32LE(at + 20),
        bytes: wheel.readUInt32LE(at + 24),
        mode: wheel.readUInt16LE(at + 40),
        local: wheel.readUInt32LE(at + 42),
      };
      const nameBytes = wheel.readUInt16LE(at + 28);
      const path = wheel.toString('utf8', at + 46, at + 46 + nameBytes);
      at += 46 + nameBytes + wheel.readUInt16LE(at + 30) + wheel.readUInt16LE(at + 32);
      const type = entry.madeBy === UNIX ? entry.mode & FILE_TYPE : 0;
      if (path.endsWith('/')) continue;
      if (!isPlainPath(path)) return refuse(`the path ${JSON.stringify(path)} leads out of it`);
      if (type !== 0 && type !== REGULAR) return refuse(`${path} is a link or a device`);
      if ((entry.flags & 1) !== 0) return refuse(`${path} is encrypted`);
      if (files.has(path)) return refuse(`it holds ${path} twice`);
      total += entry.bytes;
      if (total > MAX_BYTES) return refuse(`it unpacks to more than ${MAX_BYTES} bytes`);
      if (wheel.readUInt32LE(entry.local) !== LOCAL_ENTRY) return refuse(`${path} is not there`);
      const start =
        entry.local +
        30 +
        wheel.readUInt16LE(entry.local + 26) +
        wheel.readUInt16LE(entry.local + 28);
      const packed = wheel.subarray(start, start + entry.packed);
      const content = unpack(packed, entry.method, entry.bytes);
      if (content?.length !== entry.bytes || crc32(content) !== entry.crc) {
        return refuse(`the contents of ${path} are broken`);
      }
      files.set(path, content);
    }
  } catch (error) {
    // A read past its end.
    if (error instanceof RangeError) return refuse('it is cut short');
    throw error;
  }
  for (const path of files.keys()) {
    for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (files.has(path.slice(0, slash))) return refuse(`${path} lies in a file`);
    }
  }
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1));
}

function unpack(packed: Buffer, method: number, bytes: number): Buffer | null {
  if (method === 0) return packed;
  if (method !== 8) return null;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) });
  } catch {
    return null;
  }
}

function isPlainPath(path: string): boolean {
  // eslint-disable-next-line no-control-regex -- such names are what is looked for
  if (path === '' || /[\\\x00-\x1f\x7f:]/.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
