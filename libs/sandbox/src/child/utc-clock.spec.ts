import { describe, expect, it } from '@jest/globals';
import type { ImportedFunction, WasmImports } from './emscripten.ts';
import { keepUtc } from './utc-clock.ts';

type Clock = (...args: unknown[]) => unknown;

/** Clocks of a machine east of Greenwich, over a heap full of ones. */
function clocks() {
  const heap = new Uint8Array(256).fill(1);
  const original = (sig: string, clock: Clock): ImportedFunction => Object.assign(clock, { sig });
  const askZone = (): Clock => () => {
    throw new Error('the machine was asked for its zone');
  };
  const env: Record<string, ImportedFunction> = {
    _gmtime_js: original('vjp', (time, tm) => heap.fill(Number(time), Number(tm), Number(tm) + 32)),
    _timegm_js: original('jp', () => 7n),
    _localtime_js: original('vjp', askZone()),
    _mktime_js: original('jp', askZone()),
    _tzset_js: original('vpppp', askZone()),
  };
  const imports: WasmImports = { env };
  keepUtc(imports, () => heap);
  return { heap, env: env as unknown as Record<string, Clock & { sig: string }> };
}

describe('the clock of a sandbox', () => {
  it('breaks local time down as UTC, without summer time and offset', () => {
    const { heap, env } = clocks();
    env['_localtime_js']?.(5n, 64);
    expect([...heap.subarray(64, 104)]).toEqual([...Array(32).fill(5), ...Array(8).fill(0)]);
  });

  it('reads local time as UTC, and brings its fields into their range', () => {
    const { heap, env } = clocks();
    expect(env['_mktime_js']?.(64)).toBe(7n);
    expect([...heap.subarray(64, 104)]).toEqual([...Array(32).fill(7), ...Array(8).fill(0)]);
  });

  it('names the zone UTC', () => {
    const { heap, env } = clocks();
    env['_tzset_js']?.(0, 4, 8, 32);
    expect([...heap.subarray(0, 8)]).toEqual(Array(8).fill(0));
    for (const at of [8, 32])
      expect(new TextDecoder().decode(heap.subarray(at, at + 4))).toBe('UTC\0');
  });

  it('keeps the signatures, which Emscripten reads', () => {
    const { env } = clocks();
    expect([env['_localtime_js']?.sig, env['_mktime_js']?.sig, env['_tzset_js']?.sig]).toEqual([
      'vjp',
      'jp',
      'vpppp',
    ]);
  });

  it('says at once when the interpreter has other clocks', () => {
    expect(() => keepUtc({ env: {} }, () => new Uint8Array())).toThrow('no import _gmtime_js');
  });
});
