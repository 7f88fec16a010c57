const DATA_SECTION = 11;
const HEADER_BYTES = 8;
/** A passive segment without bytes: it is never copied anywhere, and keeps the count of segments. */
const EMPTY_SEGMENT = Uint8Array.of(1, 0);

/**
 * A copy of a WebAssembly binary whose data segments are empty: a third of the file, which an image
 * of the memory makes useless. Everything else, the function table included, stays as it is.
 */
export function stripData(wasm: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [wasm.subarray(0, HEADER_BYTES)];
  for (let at = HEADER_BYTES; at < wasm.length;) {
    const size = readUnsigned(wasm, at + 1);
    const end = size.next + size.value;
    if (wasm[at] === DATA_SECTION) {
      const count = readUnsigned(wasm, size.next).value;
      const body = [unsigned(count), ...Array<Uint8Array>(count).fill(EMPTY_SEGMENT)];
      const bytes = body.reduce((sum, part) => sum + part.length, 0);
      parts.push(Uint8Array.of(DATA_SECTION), unsigned(bytes), ...body);
    } else {
      parts.push(wasm.subarray(at, end));
    }
    at = end;
  }
  return Buffer.concat(parts);
}

/** LEB128. */
function readUnsigned(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    if (byte === undefined) throw new Error('the wasm is cut short');
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return { value, next: at };
  }
}

function unsigned(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ;) {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
    if (rest === 0) return Uint8Array.from(bytes);
  }
}
