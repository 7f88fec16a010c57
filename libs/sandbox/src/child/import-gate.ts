import { CHANNEL_FD, type Channel } from './channel.ts';
import type { ImportedFunction, WasmImports } from './emscripten.ts';
import { EXIT } from './exit-codes.ts';
import { exitNow, note } from './exit-now.ts';
import { giveMemoryBack } from './give-memory-back.ts';

/**
 * The wall that contains Python. WebAssembly can do nothing to the outside but call its imports, so
 * what is not on a list here cannot be done, whatever Python, ctypes or forged bytecode try.
 *
 * The gate is put in before the module is instantiated, in place, so that a function pointer or a
 * later look-up by name finds the gated function too. It is open while the image is built or
 * restored, and cut, for ever, before the first byte of a tenant arrives.
 */

/** Answered by the functions that Emscripten has: they read clocks and nothing else. */
const PASS: ReadonlySet<string> = new Set([
  'clock_res_get',
  'clock_time_get',
  'emscripten_date_now',
  'emscripten_get_now',
  '_gmtime_js',
  '_localtime_js',
  '_mktime_js',
  '_timegm_js',
  '_tzset_js',
  'emscripten_get_heap_max',
  'random_get',
  '_Py_CheckEmscriptenSignals_Helper',
]);

const EBADF = 8;
const ENOENT = 44;
const ESPIPE = 70;

/**
 * Answered as on a machine without files. Honest code of the standard library asks (a traceback looks
 * for its source, a late import searches the path) and must get an ordinary refusal.
 */
const REFUSE: Readonly<Record<string, number>> = {
  __syscall_openat: -ENOENT,
  __syscall_stat64: -ENOENT,
  __syscall_lstat64: -ENOENT,
  __syscall_newfstatat: -ENOENT,
  __syscall_faccessat: -ENOENT,
  __syscall_readlinkat: -ENOENT,
  __syscall_getcwd: -ENOENT,
  __syscall_fstat64: -EBADF,
  __syscall_fcntl64: -EBADF,
  __syscall_ioctl: -EBADF,
  __syscall_getdents64: -EBADF,
  fd_close: EBADF,
  fd_fdstat_get: EBADF,
  fd_seek: ESPIPE,
};

/** Python or C ends itself. */
const ENDS: ReadonlySet<string> = new Set(['exit', 'proc_exit', '_abort_js', '__assert_fail']);

interface Heap {
  bytes(): Uint8Array;
  words(): Uint32Array;
}

export class ImportGate {
  private readonly channel: Channel;
  private readonly heap: Heap;
  private isCut = false;
  private memoryRefused = false;

  constructor(channel: Channel, heap: Heap) {
    this.channel = channel;
    this.heap = heap;
  }

  /** Wraps every imported function that is not on the list of those that pass. */
  install(imports: WasmImports): void {
    const env = imports['env'] ?? {};
    for (const [name, original] of Object.entries(env)) {
      if (typeof original !== 'function' || PASS.has(name)) continue;
      env[name] = this.gated(name, original as ImportedFunction);
    }
  }

  cut(): void {
    this.isCut = true;
  }

  /** How the process ends when the interpreter is beyond use. */
  get crashCode(): number {
    return this.memoryRefused ? EXIT.outOfMemory : EXIT.crashed;
  }

  private gated(name: string, original: ImportedFunction): ImportedFunction {
    const call = original as (...args: unknown[]) => unknown;
    const gated = this.transfer(name, call) ?? this.closing(name, call);
    // Emscripten reads the signature off the function that it puts into the table.
    if (original.sig !== undefined) gated.sig = original.sig;
    return gated;
  }

  /** The two by which bytes come and go: all that a tick calls, so they are called plainly. */
  private transfer(name: string, call: (...args: unknown[]) => unknown): ImportedFunction | null {
    if (name === 'fd_read') {
      return (fd: number, iov: number, count: number, done: number) =>
        this.isCut ? this.read(fd, iov, count, done) : call(fd, iov, count, done);
    }
    if (name === 'fd_write') {
      return (fd: number, iov: number, count: number, done: number) =>
        this.isCut ? this.write(fd, iov, count, done) : call(fd, iov, count, done);
    }
    return null;
  }

  private closing(name: string, call: (...args: unknown[]) => unknown): ImportedFunction {
    const after = this.afterCut(name, call);
    return (...args: number[]) => (this.isCut ? after(...args) : call(...args));
  }

  private afterCut(
    name: string,
    original: (...args: unknown[]) => unknown,
  ): (...args: number[]) => unknown {
    if (name === 'emscripten_resize_heap') {
      return (bytes) => {
        const grown = original(bytes);
        if (!grown) this.memoryRefused = true;
        return grown;
      };
    }
    if (ENDS.has(name)) {
      return (code) =>
        exitNow(code === EXIT.outOfMemory ? code : this.crashCode, `python ended by ${name}`);
    }
    // What syncing can mean here: the guest has nothing to do for a while.
    if (name === 'fd_sync') return (fd) => (fd === CHANNEL_FD ? (giveMemoryBack(), 0) : EBADF);
    const refusal = REFUSE[name];
    if (refusal !== undefined) return () => refusal;
    return () => exitNow(EXIT.tripwire, `tripwire: ${name}`);
  }

  private read(fd: number, iov: number, count: number, done: number): number {
    if (fd !== CHANNEL_FD) return EBADF;
    const vector = this.vector(iov, count);
    this.heap.words()[done >>> 2] = vector === null ? 0 : this.channel.read(vector);
    return 0;
  }

  private write(fd: number, iov: number, count: number, done: number): number {
    const words = this.heap.words();
    const vector = this.vector(iov, count);
    if (fd === CHANNEL_FD) {
      words[done >>> 2] = vector === null ? 0 : this.channel.write(vector);
      return 0;
    }
    // What the interpreter prints by itself is for the operator. A fault message comes in small pieces.
    if (fd !== 1 && fd !== 2) return EBADF;
    words[done >>> 2] = vector?.length ?? 0;
    if (vector !== null) note(Buffer.from(vector).toString('latin1').trimEnd());
    return 0;
  }

  /** The first buffer of an iovec array that is not empty: callers cope with short counts. */
  private vector(iov: number, count: number): Uint8Array | null {
    const words = this.heap.words();
    for (let at = iov >>> 2; at < (iov >>> 2) + 2 * count; at += 2) {
      const start = words[at] ?? 0;
      const length = words[at + 1] ?? 0;
      if (length > 0) return this.heap.bytes().subarray(start, start + length);
    }
    return null;
  }
}
