import { closeSync } from 'node:fs';
import { bootPython, type Python } from './boot-python.ts';
import { readFully, readImageHeader, WASM_PAGE_BYTES, type ImageHeader } from './image-format.ts';
import { webAssembly, type WasmMemory } from './web-assembly.ts';

/** The descriptor at which the parent hands over the opened image. */
const IMAGE_FD = 3;

/** The interpreter as the image left it, ready to serve. */
export async function restoreImage(pyodideDir: string): Promise<Python> {
  const { header, payloadAt } = readImageHeader(IMAGE_FD);
  const python = await bootPython({
    pyodideDir,
    initialize: false,
    preRun() {
      // Python is past its start: it looks for no file and reads no environment.
    },
    instantiate(imports) {
      const wasm = new Uint8Array(header.wasmBytes);
      readFully(IMAGE_FD, wasm, payloadAt);
      const module = new webAssembly.Module(wasm);
      const { exports } = new webAssembly.Instance(module, imports);
      fillMemory(exports['memory'] as WasmMemory, header, payloadAt + header.wasmBytes);
      // The constructors have run, in the memory that the image holds.
      return { module, exports: { ...exports, __wasm_call_ctors: () => undefined } };
    },
  });
  closeSync(IMAGE_FD);
  if (python.tableLength !== header.tableLength) {
    throw new Error('the image does not fit the module: its function table differs');
  }
  return python;
}

function fillMemory(memory: WasmMemory, header: ImageHeader, payloadAt: number): void {
  const missing = header.memoryBytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(missing / WASM_PAGE_BYTES);
  const bytes = new Uint8Array(memory.buffer);
  let position = payloadAt;
  for (const [address, length] of header.runs) {
    readFully(IMAGE_FD, bytes.subarray(address, address + length), position);
    position += length;
  }
}
