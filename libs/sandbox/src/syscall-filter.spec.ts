import { describe, expect, it } from '@jest/globals';
import { syscallFilter, type FilterArch } from './syscall-filter.ts';
import { ALLOWED, AS_ON_OLD_KERNELS, KILLS, WITH_ARGUMENTS } from './syscall-table.ts';

const AUDIT = { x64: 0xc000003e, arm64: 0xc00000b7 };
const ALLOW = 0x7fff0000;
const EPERM = 0x00050001;
const ENOSYS = 0x00050026;
const KILL = 0x80000000;

interface Call {
  readonly nr: number;
  readonly args?: readonly bigint[];
  readonly audit?: number;
}

/** What the kernel would answer: the program run as its interpreter of classic BPF does. */
function answer(arch: FilterArch, call: Call): number {
  const { program, pidAt, execAt } = syscallFilter(arch);
  for (const at of pidAt) program.writeUInt32LE(4711, at);
  program.writeUInt32LE(0x1000, execAt[0]);
  program.writeUInt32LE(0x7f01, execAt[1]);
  const data = Buffer.alloc(64);
  data.writeUInt32LE(call.nr, 0);
  data.writeUInt32LE(call.audit ?? AUDIT[arch], 4);
  for (const [i, arg] of (call.args ?? []).entries()) data.writeBigUInt64LE(arg, 16 + 8 * i);
  let accumulator = 0;
  for (let at = 0; at < program.length; at += 8) {
    const operand = program.readUInt32LE(at + 4);
    const jump = (taken: boolean) => (at += 8 * program.readUInt8(at + (taken ? 2 : 3)));
    switch (program.readUInt16LE(at)) {
      case 0x20:
        accumulator = data.readUInt32LE(operand);
        break;
      case 0x54:
        accumulator = (accumulator & operand) >>> 0;
        break;
      case 0x15:
        jump(accumulator === operand);
        break;
      case 0x35:
        jump(accumulator >= operand);
        break;
      case 0x05:
        at += 8 * operand;
        break;
      case 0x06:
        return operand;
      default:
        throw new Error('not an instruction of the filter');
    }
  }
  throw new Error('the program has no end');
}

describe.each(['x64', 'arm64'] as const)('the filter of system calls on %s', (arch) => {
  const on = (x64: number, arm64: number): number => (arch === 'x64' ? x64 : arm64);
  const ask = (nr: number, ...args: bigint[]): number => answer(arch, { nr, args });

  it('is short enough for the kernel', () => {
    expect(syscallFilter(arch).program.length / 8).toBeLessThan(4096);
  });

  it.each([
    ['read', on(0, 63)],
    ['write', on(1, 64)],
    ['mmap', on(9, 222)],
    ['futex', on(202, 98)],
    ['exit_group', on(231, 94)],
  ])('lets %s through', (_, nr) => expect(ask(nr)).toBe(ALLOW));

  it.each([
    ['socket', on(41, 198)],
    ['connect', on(42, 203)],
    ['sendmsg', on(46, 211)],
    ['wait4', on(61, 260)],
    ['memfd_create', on(319, 279)],
    ['shmget', on(29, 194)],
    ['unlinkat', on(263, 35)],
    ['setpriority', on(141, 140)],
    ['pwrite64', on(18, 68)],
  ])('refuses %s', (_, nr) => expect(ask(nr)).toBe(EPERM));

  it.each([
    ['ptrace', on(101, 117)],
    ['bpf', on(321, 280)],
    ['mount', on(165, 40)],
    ['unshare', on(272, 97)],
    ['execveat', on(322, 281)],
    ['setuid', on(105, 146)],
  ])('ends who asks for %s', (_, nr) => expect(ask(nr)).toBe(KILL));

  it('refuses whatever it does not name', () => {
    const named = new Set(
      [ALLOWED, AS_ON_OLD_KERNELS, KILLS, WITH_ARGUMENTS].flatMap((table) =>
        Object.values(table).map((pair) => pair[arch === 'x64' ? 0 : 1]),
      ),
    );
    for (let nr = 0; nr < 470; nr += 1)
      if (!named.has(nr)) expect([nr, ask(nr)]).toEqual([nr, EPERM]);
  });

  it('has a call in one list only', () => {
    const names = [ALLOWED, AS_ON_OLD_KERNELS, KILLS, WITH_ARGUMENTS].flatMap((table) =>
      Object.keys(table),
    );
    expect(names).toEqual([...new Set(names)]);
  });

  it('reads limits, and sets none', () => {
    expect(ask(on(302, 261), 0n, 7n, 0n, 0x7f00n)).toBe(ALLOW);
    expect(ask(on(302, 261), 0n, 7n, 0x7f00n)).toBe(EPERM);
    expect(ask(on(302, 261), 0n, 7n, 0x7f_0000_0000n)).toBe(EPERM);
    expect(ask(on(302, 261), 12n, 7n)).toBe(EPERM);
  });

  it('types into no terminal, takes no signals from a descriptor, and changes no process flag', () => {
    expect(ask(on(16, 29), 0n, 0x5401n)).toBe(ALLOW);
    expect(ask(on(16, 29), 0n, 0x5412n)).toBe(EPERM);
    expect(ask(on(72, 25), 0n, 3n)).toBe(ALLOW);
    expect(ask(on(72, 25), 0n, 8n)).toBe(EPERM);
    expect(ask(on(157, 167), 15n)).toBe(ALLOW);
    expect(ask(on(157, 167), 22n)).toBe(EPERM);
  });

  it('allows threads, no processes', () => {
    expect(ask(on(56, 220), 0x3d0f00n)).toBe(ALLOW);
    expect(ask(on(56, 220), 17n)).toBe(EPERM);
    expect(ask(on(56, 220), 0x1000_0000n)).toBe(EPERM);
    expect(ask(on(56, 220), 0x2001_0000n)).toBe(EPERM);
    expect(ask(435)).toBe(ENOSYS);
  });

  it('opens for reading only', () => {
    expect(ask(on(257, 56), 0n, 0n, 0o2000000n)).toBe(ALLOW);
    expect(ask(on(257, 56), 0n, 0n, 1n)).toBe(EPERM);
    expect(ask(on(257, 56), 0n, 0n, 2n)).toBe(EPERM);
    // To create a file, and to empty one, need no flag of writing.
    expect(ask(on(257, 56), 0n, 0n, 0o100n)).toBe(EPERM);
    expect(ask(on(257, 56), 0n, 0n, 0o1000n)).toBe(EPERM);
  });

  it('lets a process signal itself alone', () => {
    for (const nr of [on(62, 129), on(234, 131)]) {
      expect(ask(nr, 4711n)).toBe(ALLOW);
      expect(ask(nr, 4712n)).toBe(EPERM);
      expect(ask(nr, 0n)).toBe(EPERM);
      expect(ask(nr, 0xffff_ffffn)).toBe(EPERM);
    }
  });

  it('knows one execve, by the address of its path', () => {
    expect(ask(on(59, 221), 0x7f01_0000_1000n)).toBe(ALLOW);
    expect(ask(on(59, 221), 0x7f02_0000_1000n)).toBe(EPERM);
    expect(ask(on(59, 221), 0x1000n)).toBe(EPERM);
  });

  it('ends a process that speaks for another architecture', () => {
    expect(answer(arch, { nr: 1, audit: 0x40000003 })).toBe(KILL);
    expect(ask(0x40000000 + 1)).toBe(KILL);
  });

  it('answers calls that it does not know as an old kernel would', () => {
    expect(ask(480)).toBe(ENOSYS);
    expect(ask(425)).toBe(ENOSYS);
  });
});
