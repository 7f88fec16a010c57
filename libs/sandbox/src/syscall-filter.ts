/**
 * The system calls that a sandbox process may not make, as a seccomp filter in classic BPF. Node needs
 * many calls and each version others, so the list says what is refused: whatever opens a socket, starts
 * or touches a process, writes to a file system, or is a known way into the kernel.
 */
export type FilterArch = 'x64' | 'arm64';

/** Numbers by architecture, null where it has no such call. */
const REFUSED: Readonly<Record<string, readonly [x64: number | null, arm64: number | null]>> = {
  // Sockets
  socket: [41, 198],
  connect: [42, 203],
  accept: [43, 202],
  sendto: [44, 206],
  sendmsg: [46, 211],
  bind: [49, 200],
  listen: [50, 201],
  socketpair: [53, 199],
  accept4: [288, 242],
  sendmmsg: [307, 269],
  // Processes, and their memory
  fork: [57, null],
  vfork: [58, null],
  execveat: [322, 281],
  ptrace: [101, 117],
  tkill: [200, 130],
  rt_sigqueueinfo: [129, 138],
  rt_tgsigqueueinfo: [297, 240],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  kcmp: [312, 272],
  pidfd_send_signal: [424, 424],
  pidfd_open: [434, 434],
  pidfd_getfd: [438, 438],
  process_madvise: [440, 440],
  // Ways into the kernel
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  userfaultfd: [323, 282],
  add_key: [248, 217],
  request_key: [249, 218],
  keyctl: [250, 219],
  init_module: [175, 105],
  delete_module: [176, 106],
  finit_module: [313, 273],
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  iopl: [172, null],
  ioperm: [173, null],
  modify_ldt: [154, null],
  personality: [135, 92],
  vmsplice: [278, 75],
  fanotify_init: [300, 262],
  syslog: [103, 116],
  // Namespaces and mounts
  unshare: [272, 97],
  setns: [308, 268],
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  // The machine
  reboot: [169, 142],
  swapon: [167, 224],
  swapoff: [168, 225],
  sethostname: [170, 161],
  setdomainname: [171, 162],
  acct: [163, 89],
  quotactl: [179, 60],
  settimeofday: [164, 170],
  clock_settime: [227, 112],
  adjtimex: [159, 171],
  clock_adjtime: [305, 266],
  // Memory and messages shared with others
  shmget: [29, 194],
  shmat: [30, 196],
  semget: [64, 190],
  msgget: [68, 186],
  mq_open: [240, 180],
  memfd_create: [319, 279],
  memfd_secret: [447, 447],
  // What is on disks
  creat: [85, null],
  truncate: [76, 45],
  rename: [82, null],
  renameat: [264, 38],
  renameat2: [316, 276],
  mkdir: [83, null],
  mkdirat: [258, 34],
  rmdir: [84, null],
  link: [86, null],
  linkat: [265, 37],
  unlink: [87, null],
  unlinkat: [263, 35],
  symlink: [88, null],
  symlinkat: [266, 36],
  mknod: [133, null],
  mknodat: [259, 33],
  chmod: [90, null],
  fchmodat: [268, 53],
  fchmodat2: [452, 452],
  chown: [92, null],
  fchownat: [260, 54],
  setxattr: [188, 5],
  lsetxattr: [189, 6],
  fsetxattr: [190, 7],
  utimensat: [280, 88],
};

interface Numbers {
  readonly audit: number;
  readonly clone: number;
  readonly clone3: number;
  readonly execve: number;
  readonly kill: number;
  readonly tgkill: number;
  readonly open: number | null;
  readonly openat: number;
  readonly openat2: number;
}

const NUMBERS: Readonly<Record<FilterArch, Numbers>> = {
  x64: {
    audit: 0xc000003e,
    clone: 56,
    clone3: 435,
    execve: 59,
    kill: 62,
    tgkill: 234,
    open: 2,
    openat: 257,
    openat2: 437,
  },
  arm64: {
    audit: 0xc00000b7,
    clone: 220,
    clone3: 435,
    execve: 221,
    kill: 129,
    tgkill: 131,
    open: null,
    openat: 56,
    openat2: 437,
  },
};

const LOAD = 0x20;
const AND = 0x54;
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
const argument = (index: number, half: 'low' | 'high'): number =>
  16 + index * 8 + (half === 'high' ? 4 : 0);
const CLONE_THREAD = 0x00010000;
const O_ACCMODE = 3;
/** From here on calls are newer than this list. */
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

/** The names of what is refused whatever its arguments, for documents and tests. */
export const REFUSED_SYSCALLS: readonly string[] = Object.keys(REFUSED);

export function syscallFilter(arch: FilterArch): SyscallFilter {
  const numbers = NUMBERS[arch];
  const code: [op: number, jumpTrue: number, jumpFalse: number, k: number][] = [];
  const give = (value: number): number => code.push([RETURN, 0, 0, value]);
  const refuse = (number: number, errno: number): void => {
    code.push([IF_EQUAL, 0, 1, number]);
    give(ERRNO | errno);
  };
  const pidAt: number[] = [];

  code.push([LOAD, 0, 0, ARCH], [IF_EQUAL, 1, 0, numbers.audit]);
  give(KILL_PROCESS);
  code.push([LOAD, 0, 0, NR], [IF_AT_LEAST, 0, 1, X32]);
  give(KILL_PROCESS);
  code.push([IF_AT_LEAST, 0, 1, FIRST_UNKNOWN]);
  give(ERRNO | ENOSYS);

  // A thread of this process, never another process. The C library falls back from clone3 to clone.
  refuse(numbers.clone3, ENOSYS);
  code.push([IF_EQUAL, 0, 5, numbers.clone], [LOAD, 0, 0, argument(0, 'low')]);
  code.push([AND, 0, 0, CLONE_THREAD], [IF_EQUAL, 1, 0, 0]);
  give(ALLOW);
  give(ERRNO | EPERM);

  // Files are opened for reading.
  refuse(numbers.openat2, ENOSYS);
  for (const [number, flags] of [
    [numbers.open, 1],
    [numbers.openat, 2],
  ] as const) {
    if (number === null) continue;
    code.push([IF_EQUAL, 0, 5, number], [LOAD, 0, 0, argument(flags, 'low')]);
    code.push([AND, 0, 0, O_ACCMODE], [IF_EQUAL, 0, 1, 0]);
    give(ALLOW);
    give(ERRNO | EPERM);
  }

  for (const number of [numbers.kill, numbers.tgkill]) {
    code.push([IF_EQUAL, 0, 4, number], [LOAD, 0, 0, argument(0, 'low')]);
    pidAt.push(code.length * 8 + 4);
    code.push([IF_EQUAL, 0, 1, 0]);
    give(ALLOW);
    give(ERRNO | EPERM);
  }

  // The launcher's own `execve`: after it, its memory, and with it this address, is no more.
  code.push([IF_EQUAL, 0, 6, numbers.execve], [LOAD, 0, 0, argument(0, 'low')]);
  const low = code.length * 8 + 4;
  code.push([IF_EQUAL, 0, 3, 0], [LOAD, 0, 0, argument(0, 'high')]);
  const high = code.length * 8 + 4;
  code.push([IF_EQUAL, 0, 1, 0]);
  give(ALLOW);
  give(ERRNO | EPERM);

  for (const pair of Object.values(REFUSED)) {
    const number = pair[arch === 'x64' ? 0 : 1];
    if (number !== null) refuse(number, EPERM);
  }
  give(ALLOW);

  const program = Buffer.alloc(code.length * 8);
  for (const [i, [op, jumpTrue, jumpFalse, k]] of code.entries()) {
    program.writeUInt16LE(op, i * 8);
    program.writeUInt8(jumpTrue, i * 8 + 2);
    program.writeUInt8(jumpFalse, i * 8 + 3);
    program.writeUInt32LE(k >>> 0, i * 8 + 4);
  }
  return { program, pidAt, execAt: [low, high] };
}
