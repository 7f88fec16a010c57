import { describe, expect, it } from '@jest/globals';
import { stripData } from './strip-data.ts';
import { webAssembly, type WasmMemory } from './web-assembly.ts';

/** A memory of one page, exported as `m`, with `ab` at 8 and `cd` at 16. */
const WASM = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[5, 3, 1, 0, 1],
  ...[7, 5, 1, 1, 0x6d, 2, 0],
  ...[11, 15, 2, 0, 0x41, 8, 0x0b, 2, 0x61, 0x62, 0, 0x41, 16, 0x0b, 2, 0x63, 0x64],
  ...[0, 3, 1, 0x78, 0x79],
);

const memoryOf = (wasm: Uint8Array): Uint8Array => {
  const instance = new webAssembly.Instance(new webAssembly.Module(wasm), {});
  return new Uint8Array((instance.exports['m'] as WasmMemory).buffer);
};

describe('stripData', () => {
  it('leaves a module that works, and whose memory is empty', () => {
    expect(String.fromCharCode(...memoryOf(WASM).subarray(8, 10))).toBe('ab');
    const stripped = stripData(WASM);
    expect(memoryOf(stripped).every((byte) => byte === 0)).toBe(true);
    expect(stripped.length).toBeLessThan(WASM.length);
    // What follows the data is still there.
    expect([...stripped.subarray(-5)]).toEqual([0, 3, 1, 0x78, 0x79]);
  });

  it('refuses a file that is cut short', () => {
    expect(() => stripData(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 5))).toThrow('cut short');
  });
});
