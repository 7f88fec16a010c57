import type { WasmImports } from './emscripten.ts';

/** Bytes of C's `struct tm`, and in it the last two that a broken-down UTC time leaves alone. */
const IS_DST = 32;
const UTC_OFFSET = 36;
const UTC = new TextEncoder().encode('UTC\0');

type Clock = (...args: unknown[]) => unknown;

/**
 * Local time is UTC in a sandbox, on every machine: what a worker computes must not depend on where
 * it runs. Emscripten would take the machine's zone, and calls zones by names (`UTC-0000`) that
 * nobody else uses.
 */
export function keepUtc(imports: WasmImports, bytes: () => Uint8Array): void {
  const env = imports['env'] ?? {};
  const clock = (name: string): Clock => {
    const found = env[name];
    if (typeof found !== 'function') throw new Error(`the interpreter has no import ${name}`);
    return found as Clock;
  };
  const gmtime = clock('_gmtime_js');
  const timegm = clock('_timegm_js');
  const settle = (tm: unknown): void => {
    const at = Number(tm) >>> 0;
    bytes().fill(0, at + IS_DST, at + IS_DST + 4);
    bytes().fill(0, at + UTC_OFFSET, at + UTC_OFFSET + 4);
  };
  const replace = (name: string, replacement: Clock & { sig?: string }): void => {
    const { sig } = clock(name) as { sig?: string };
    // Emscripten reads the signature off the function that it puts into the table.
    if (sig !== undefined) replacement.sig = sig;
    env[name] = replacement;
  };
  replace('_localtime_js', (time, tm) => {
    gmtime(time, tm);
    settle(tm);
  });
  replace('_mktime_js', (tm) => {
    const time = timegm(tm);
    gmtime(time, tm); // fields out of their range are brought back into it
    settle(tm);
    return time;
  });
  replace('_tzset_js', (offset, hasDst, standardName, dstName) => {
    for (const pointer of [offset, hasDst]) {
      bytes().fill(0, Number(pointer) >>> 0, (Number(pointer) >>> 0) + 4);
    }
    for (const pointer of [standardName, dstName]) bytes().set(UTC, Number(pointer) >>> 0);
  });
}
