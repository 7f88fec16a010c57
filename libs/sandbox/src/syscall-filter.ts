import { ALLOWED, AS_ON_OLD_KERNELS, KILLS, WITH_ARGUMENTS } from './syscall-table.ts';

/**
 * The system calls that a sandbox process may make, as a seccomp filter in classic BPF. It names what is
 * allowed. All else is refused as not permitted; a known way into the kernel ends the process.
 */
export type FilterArch = 'x64' | 'arm64';

const AUDIT: Readonly<Record<FilterArch, number>> = { x64: 0xc000003e, arm64: 0xc00000b7 };

const LOAD = 0x20;
const AND = 0x54;
const JUMP = 0x05;
const IF_EQUAL = 0x15;
const IF_AT_LEAST = 0x35;
const RETURN = 0x06;
const ALLOW = 0x7fff0000;
const KILL_PROCESS = 0x80000000;
const ERRNO = 0x00050000;
const EPERM = 1;
const ENOSYS = 38;
/** Where `struct seccomp_data` has what. */
const NR = 0;
const ARCH = 4;
const argument = (index: number, half: 'low' | 'high' = 'low'): number =>
  16 + index * 8 + (half === 'high' ? 4 : 0);

const CLONE_THREAD = 0x00010000;
/** New namespaces of any kind. */
const CLONE_NEW = 0x7e020000;
/** To write, to create, to cut off: `O_ACCMODE | O_CREAT | O_TRUNC`, alike on both architectures. */
const OPEN_WRITES = 0o3 | 0o100 | 0o1000;
/** Duplicates and flags. Not the owner of a descriptor, to whom the kernel would send signals. */
const FCNTL = [0, 1, 2, 3, 4, 1030];
/** What kind of terminal, how many bytes wait, closing on exec, blocking. Not typing into a terminal. */
const IOCTL = [0x5401, 0x5413, 0x541b, 0x5421, 0x5450, 0x5451];
/** The name of a thread, and of a stretch of memory. */
const PRCTL = [15, 16, 0x53564d41];
/** From here on calls are newer than the list. */
const FIRST_UNKNOWN = 470;
const X32 = 0x40000000;

export interface SyscallFilter {
  /** Instructions of 8 bytes, little-endian. */
  readonly program: Buffer;
  /** Byte offsets where the launcher writes its own pid: signals go to oneself only. */
  readonly pidAt: readonly number[];
  /** Byte offsets for the two halves of the address of the path of the one `execve` there is. */
  readonly execAt: readonly [low: number, high: number];
}

type Instruction = readonly [op: number, jumpTrue: number, jumpFalse: number, k: number];

export function syscallFilter(arch: FilterArch): SyscallFilter {
  const column = arch === 'x64' ? 0 : 1;
  const code: Instruction[] = [];
  const give = (value: number): number => code.push([RETURN, 0, 0, value]);
  const answerAll = (table: Readonly<Record<string, Pair>>, value: number): void => {
    for (const pair of Object.values(table)) {
      const number = pair[column];
      if (number === null) continue;
      code.push([IF_EQUAL, 0, 1, number]);
      give(value);
    }
  };
  /** For one call, instructions that end by a value given; others pass over them. */
  const on = (name: keyof typeof WITH_ARGUMENTS, body: () => void): void => {
    const number = WITH_ARGUMENTS[name][column];
    if (number === null) return;
    code.push([IF_EQUAL, 1, 0, number]);
    const over = code.push([JUMP, 0, 0, 0]) - 1;
    body();
    code[over] = [JUMP, 0, 0, code.length - over - 1];
  };
  const load = (index: number, half?: 'high'): number =>
    code.push([LOAD, 0, 0, argument(index, half)]);
  /** Allows where the argument that is loaded is one of these, else refuses. */
  const oneOf = (values: readonly number[]): void => {
    for (const value of values) {
      code.push([IF_EQUAL, 0, 1, value]);
      give(ALLOW);
    }
    give(ERRNO | EPERM);
  };

  code.push([LOAD, 0, 0, ARCH], [IF_EQUAL, 1, 0, AUDIT[arch]]);
  give(KILL_PROCESS);
  code.push([LOAD, 0, 0, NR], [IF_AT_LEAST, 0, 1, X32]);
  give(KILL_PROCESS);
  code.push([IF_AT_LEAST, 0, 1, FIRST_UNKNOWN]);
  give(ERRNO | ENOSYS);
  answerAll(ALLOWED, ALLOW);

  // A thread of this process, never another process, never a namespace.
  on('clone', () => {
    load(0);
    code.push([AND, 0, 0, CLONE_THREAD | CLONE_NEW]);
    oneOf([CLONE_THREAD]);
  });
  for (const [name, flags] of [
    ['open', 1],
    ['openat', 2],
  ] as const) {
    on(name, () => {
      load(flags);
      code.push([AND, 0, 0, OPEN_WRITES]);
      oneOf([0]);
    });
  }
  on('fcntl', () => (load(1), oneOf(FCNTL)));
  on('ioctl', () => (load(1), oneOf(IOCTL)));
  on('prctl', () => (load(0), oneOf(PRCTL)));
  // Its own limits, to read: there is no new one, for the pointer to it is null.
  on('prlimit64', () => {
    const mustBeZero = [argument(0), argument(2), argument(2, 'high')];
    for (const at of mustBeZero) {
      code.push([LOAD, 0, 0, at], [IF_EQUAL, 1, 0, 0]);
      give(ERRNO | EPERM);
    }
    give(ALLOW);
  });
  const pidAt: number[] = [];
  for (const name of ['kill', 'tgkill'] as const) {
    on(name, () => {
      load(0);
      pidAt.push(code.length * 8 + 4);
      oneOf([0]);
    });
  }
  // The launcher's own `execve`: after it, its memory, and with it this address, is no more.
  const execAt: number[] = [];
  on('execve', () => {
    for (const half of [undefined, 'high'] as const) {
      load(0, half);
      execAt.push(code.length * 8 + 4);
      code.push([IF_EQUAL, 1, 0, 0]);
      give(ERRNO | EPERM);
    }
    give(ALLOW);
  });

  answerAll(KILLS, KILL_PROCESS);
  answerAll(AS_ON_OLD_KERNELS, ERRNO | ENOSYS);
  give(ERRNO | EPERM);
  const [low, high] = execAt;
  if (low === undefined || high === undefined) throw new Error('the filter knows no execve');
  return { program: assembled(code), pidAt, execAt: [low, high] };
}

type Pair = readonly [x64: number | null, arm64: number | null];

function assembled(code: readonly Instruction[]): Buffer {
  const program = Buffer.alloc(code.length * 8);
  for (const [i, [op, jumpTrue, jumpFalse, k]] of code.entries()) {
    program.writeUInt16LE(op, i * 8);
    program.writeUInt8(jumpTrue, i * 8 + 2);
    program.writeUInt8(jumpFalse, i * 8 + 3);
    program.writeUInt32LE(k >>> 0, i * 8 + 4);
  }
  return program;
}
