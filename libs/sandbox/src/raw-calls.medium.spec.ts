import { beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  behindWalls,
  findProcessWalls,
  NO_PROCESS_WALLS,
  type ProcessWalls,
} from './process-walls.ts';
import { runtimePaths } from './sandbox-runtime.ts';

/**
 * The filter of system calls against a process that makes them as it likes: Perl, in the place of a
 * Node whose every inner wall has fallen. The other walls of the process are off, or there would be no
 * Perl to run; numbers are those of x86-64.
 */
const PARENT = process.pid;
type Attempt = readonly [name: string, number: number, args: string];

/** Each is seen to work, or to be refused for another reason than a wall, where there is none. */
const ATTEMPTS: readonly Attempt[] = [
  ['a socket of the internet', 41, '2, 1, 0'],
  ['a socket of this machine', 41, '1, 1, 0'],
  ['a socket to the kernel (netlink)', 41, '16, 3, 0'],
  ['a socket to the host of a machine (vsock)', 41, '40, 1, 0'],
  ['a pair of sockets', 53, '1, 1, 0, my $b = "\\0" x 8'],
  ['fork', 57, ''],
  ['vfork, by clone', 56, '17, 0, 0, 0, 0'],
  ['clone3', 435, 'my $b = pack("Q8", 0, 0, 0, 0, 17, 0, 0, 0), 64'],
  ['execve of another program', 59, 'my $p = "/bin/true", 0, 0'],
  ['ptrace', 101, '0, 0, 0, 0'],
  ['a file in memory', 319, 'my $p = "x", 0'],
  ['io_uring', 425, '1, my $b = "\\0" x 120'],
  ['a signal to the runner', 62, `${PARENT}, 0`],
  ['a signal to everybody', 62, '-1, 0'],
  ['a descriptor of the runner', 434, `${PARENT}, 0`],
  ['the memory of the runner', 310, `${PARENT}, 0, 0, 0, 0, 0`],
  ['memory shared by a key', 29, '0, 4096, 01600'],
  ['a queue of messages', 68, '0, 01600'],
  ['watching files', 294, '0'],
  ['opening a file to write', 257, '-100, my $p = "/tmp/raw-calls", 0102, 0600'],
  ['new namespaces', 272, '0x10000000'],
  ['keys of the kernel', 250, '0, 0xfffffffd, 1'],
  ['bpf', 321, '0, 0, 0'],
  ['performance counters', 298, '0, 0, -1, -1, 0'],
  ['page faults of its own', 323, '0'],
  ['mount', 165, '0, my $p = "/nowhere", 0, 0, 0'],
  ['the ports of the machine', 172, '0'],
  ['another personality', 135, '0xffffffff'],
  ['a call with the numbers of x32', 0x40000000 + 41, '2, 1, 0'],
  ['a call that does not exist yet', 999, ''],
];

const files = { ...runtimePaths(), entry: import.meta.filename };
const found = findProcessWalls(files);
const PERL = '/usr/bin/perl';

/** `ok`, `refused` (`EPERM`, `ENOSYS`), another error's number, or the signal that ended it. */
function outcomeOf(walls: ProcessWalls, [, number, args]: Attempt): string {
  const script = `my $r = syscall(${number}${args === '' ? '' : `, ${args}`}); my $e = 0 + $!;
    if ($r == 0 && ${Number([56, 57, 435].includes(number))}) { exit 0 }
    print $r == -1 ? ($e == 1 || $e == 38 ? "refused" : "error $e") : "ok"`;
  const { program, args: words } = behindWalls(walls, [PERL, '-e', script], 12, 256);
  const { stdout, signal } = spawnSync(program, words, { cwd: '/', env: {}, encoding: 'utf8' });
  return signal ?? stdout;
}

describe('the filter of system calls, alone round a process that makes any', () => {
  let onlyFilter: ProcessWalls;
  beforeAll(() => {
    if (found.by !== 'launcher') throw new Error('the launcher does not work here');
    const none = { network: false, pids: false, files: null, seccomp: true };
    onlyFilter = { ...found, ownUid: false, plan: { ...found.plan, ...none } };
  });

  it('can be seen missing: most of the calls work without it', () => {
    const got = ATTEMPTS.slice(0, 7).map((attempt) => outcomeOf(NO_PROCESS_WALLS, attempt));
    expect(got.filter((outcome) => outcome === 'ok').length).toBeGreaterThan(4);
    expect(outcomeOf(NO_PROCESS_WALLS, ['a file in memory', 319, 'my $p = "x", 0'])).toBe('ok');
    expect(outcomeOf(NO_PROCESS_WALLS, ['a signal', 62, `${PARENT}, 0`])).toBe('ok');
  });

  it('lets pass what a sandbox needs', () => {
    expect(outcomeOf(onlyFilter, ['its own time', 96, 'my $b = "\\0" x 16, 0'])).toBe('ok');
    expect(outcomeOf(onlyFilter, ['what is open', 16, '0, 0x5421, my $b = "\\0" x 8'])).not.toBe(
      'refused',
    );
  });

  it.each(ATTEMPTS.map((attempt) => [attempt[0], attempt] as const))(
    'refuses %s, or ends the process',
    (_, attempt) => {
      expect(outcomeOf(onlyFilter, attempt)).toMatch(/^(refused|SIGSYS)$/);
    },
  );
});
