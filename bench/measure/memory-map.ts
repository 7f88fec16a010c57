import { readFileSync } from 'node:fs';

/** What a stretch of a sandbox's address space is for, as far as its shape tells. */
export type MemoryUse = 'wasm memory' | 'machine code' | 'V8 heap' | 'C heap' | 'stacks' | 'Node';

export interface Mapping {
  readonly start: bigint;
  readonly bytes: number;
  readonly rights: string;
  readonly name: string;
  readonly privateDirtyKb: number;
}

export function readMappings(pid: number): Mapping[] {
  return parseMappings(readFileSync(`/proc/${pid}/smaps`, 'utf8'));
}

/** From the text of `/proc/PID/smaps`. */
export function parseMappings(smaps: string): Mapping[] {
  const mappings: Mapping[] = [];
  for (const block of smaps.split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m)) {
    const head = /^([0-9a-f]+)-([0-9a-f]+) (\S{4}) \S+ \S+ \d+[ \t]*(.*)$/m.exec(block);
    if (head === null) continue;
    const [, from = '', to = '', rights = '', name = ''] = head;
    const start = BigInt(`0x${from}`);
    mappings.push({
      start,
      bytes: Number(BigInt(`0x${to}`) - start),
      rights,
      name,
      privateDirtyKb: Number(/^Private_Dirty:\s+(\d+) kB$/m.exec(block)?.[1] ?? 0),
    });
  }
  return mappings;
}

/** Private_Dirty in KB by what it is for. */
export function memoryByUse(mappings: readonly Mapping[]): Record<MemoryUse, number> {
  const uses: Record<MemoryUse, number> = {
    'wasm memory': 0,
    'machine code': 0,
    'V8 heap': 0,
    'C heap': 0,
    stacks: 0,
    Node: 0,
  };
  const wasm = wasmMemory(mappings);
  for (const mapping of mappings) uses[useOf(mapping, wasm)] += mapping.privateDirtyKb;
  return uses;
}

/** CPython lives in it: no other stretch that is written to has as much of it in use. */
function wasmMemory(mappings: readonly Mapping[]): Mapping | undefined {
  return mappings
    .filter(({ rights, name }) => rights.startsWith('rw-') && name === '')
    .reduce<Mapping | undefined>(
      (most, m) => (most === undefined || m.privateDirtyKb > most.privateDirtyKb ? m : most),
      undefined,
    );
}

function useOf(mapping: Mapping, wasm: Mapping | undefined): MemoryUse {
  if (mapping === wasm) return 'wasm memory';
  const { name, rights } = mapping;
  if (name === '[heap]') return 'C heap';
  if (name.startsWith('[stack')) return 'stacks';
  if (name !== '') return 'Node';
  if (rights.includes('x')) return 'machine code';
  // Stacks of threads: 8 MB less the guard page before them.
  if (mapping.bytes >= 8 * 1024 * 1024 - 65536 && mapping.bytes <= 8 * 1024 * 1024) return 'stacks';
  return 'V8 heap';
}
