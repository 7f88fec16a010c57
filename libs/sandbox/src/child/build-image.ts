import { createHash } from 'node:crypto';
import { readFileSync, writeSync } from 'node:fs';
import { bootPython } from './boot-python.ts';
import { installGuest, installStandardLibrary, PREPARE } from './guest-program.ts';
import { IMAGE_MAGIC, PAGE_BYTES, type ImageHeader } from './image-format.ts';
import type { EmscriptenModule } from './emscripten.ts';
import { stripData } from './strip-data.ts';
import { webAssembly } from './web-assembly.ts';

const SMALLEST_PIECE_BYTES = 1024;

/** Boots from nothing, imports all that workers may use, and writes the image to stdout. */
export async function buildImage(options: {
  readonly key: string;
  readonly pyodideDir: string;
  readonly guestDir: string;
}): Promise<void> {
  const { pyodideDir, guestDir } = options;
  const wasm = readFileSync(`${pyodideDir}/pyodide.asm.wasm`);
  const python = await bootPython({
    pyodideDir,
    initialize: true,
    preRun(module) {
      installStandardLibrary(module, readFileSync(`${pyodideDir}/python_stdlib.zip`));
      installGuest(module, guestDir);
    },
    instantiate(imports) {
      const module = new webAssembly.Module(wasm);
      return { module, exports: new webAssembly.Instance(module, imports).exports };
    },
  });
  if (!python.run(PREPARE)) throw new Error('the guest cannot be prepared');

  zeroFreeMemory(python.module);
  const memory = python.module.HEAPU8;
  const runs = runsOf(memory);
  const stripped = stripData(wasm);
  const payload = [stripped, ...runs.map(([at, bytes]) => memory.subarray(at, at + bytes))];
  const hash = createHash('sha256');
  for (const part of payload) hash.update(part);
  const header: ImageHeader = {
    key: options.key,
    payloadSha256: hash.digest('hex'),
    wasmBytes: stripped.length,
    memoryBytes: memory.length,
    tableLength: python.tableLength,
    runs,
  };
  const text = Buffer.from(JSON.stringify(header));
  const start = Buffer.alloc(12);
  start.write(IMAGE_MAGIC, 'latin1');
  start.writeUInt32LE(text.length, 8);
  for (const part of [start, text, ...payload]) writeAll(part);
}

/**
 * Overwrites what is free below the highest byte in use: what booting left there would fill pages of
 * every sandbox. Takes all that the allocator has, large pieces first, and gives it back.
 */
function zeroFreeMemory(module: EmscriptenModule): void {
  const memory = module.HEAPU8;
  let top = memory.length;
  while (top > 0 && memory[top - 1] === 0) top -= 1;
  const taken: number[] = [];
  for (let bytes = 1024 * 1024; bytes >= SMALLEST_PIECE_BYTES; bytes /= 2) {
    for (;;) {
      const at = module._malloc(bytes);
      if (at === 0) break;
      if (at + bytes > top) {
        module._free(at);
        break;
      }
      // Read anew each time: the memory may have grown, which makes another view of it.
      module.HEAPU8.fill(0, at, at + bytes);
      taken.push(at);
    }
  }
  for (const at of taken) module._free(at);
}

/** The stretches of whole pages that hold anything but zeros. */
function runsOf(memory: Uint8Array): [number, number][] {
  const longs = new BigUint64Array(memory.buffer, memory.byteOffset, memory.length / 8);
  const runs: [number, number][] = [];
  const perPage = PAGE_BYTES / 8;
  for (let page = 0; page < longs.length; page += perPage) {
    let used = false;
    for (let i = page; i < page + perPage && !used; i += 1) used = longs[i] !== 0n;
    if (!used) continue;
    const last = runs.at(-1);
    const address = page * 8;
    if (last !== undefined && last[0] + last[1] === address) last[1] += PAGE_BYTES;
    else runs.push([address, PAGE_BYTES]);
  }
  return runs;
}

function writeAll(bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(1, bytes, done);
}
