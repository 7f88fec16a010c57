import { memoryOf, type SandboxSize } from '../sandbox-size.ts';
import type { CgroupPlace, Controller } from './find-cgroups.ts';

const MB = 1024 * 1024;
/**
 * What a sandbox has besides the memory of its WebAssembly: Node, compiled code, the launcher, tables of
 * the kernel. Above what its own limits let it reach, which end it with better words.
 */
const BESIDES_MB = 160;
/** Compiled code of large packages, and what compiling it takes. */
const BESIDES_WITH_PACKAGES_MB = 512;
/** Tasks: Node has five to eight threads, the launcher is one. */
const MOST_TASKS = 64;
/** CPUs at once. One thread runs Python and one compiles, so that an honest sandbox never feels it. */
const MOST_CPUS = 2;
const PERIOD_US = 100_000;
/** Of a process at the niceness of a waiting sandbox, where one at 0 has 1024. */
const SHARES = 335;
const USUAL_SHARES = 1024;
const USUAL_WEIGHT = 100;

/** A value for a file of a group. `mayLack`: some kernels do not have it, nor what it limits. */
export interface CgroupSetting {
  readonly controller: Controller;
  readonly file: string;
  readonly value: string;
  readonly mayLack?: true;
}

/** The limits of a group before anything is in it, in the order in which they must be written. */
export function sandboxLimits(
  { version, cpu }: CgroupPlace,
  { size, cpus }: { readonly size: SandboxSize; readonly cpus: number },
): CgroupSetting[] {
  const besidesMb = typeof size === 'number' ? BESIDES_MB : BESIDES_WITH_PACKAGES_MB;
  const bytes = String((memoryOf(size) + besidesMb) * MB);
  const tasks: CgroupSetting = { controller: 'pids', file: 'pids.max', value: String(MOST_TASKS) };
  const isBounded = cpu !== null && cpus > MOST_CPUS;
  const quotaUs = MOST_CPUS * PERIOD_US;
  if (version === 2) {
    return [
      { controller: 'memory', file: 'memory.max', value: bytes },
      { controller: 'memory', file: 'memory.swap.max', value: '0', mayLack: true },
      tasks,
      ...(isBounded ? [setting('cpu', 'cpu.max', `${quotaUs} ${PERIOD_US}`)] : []),
    ];
  }
  return [
    { controller: 'memory', file: 'memory.limit_in_bytes', value: bytes },
    // Memory and swap together: no more than the memory, so no swap.
    { controller: 'memory', file: 'memory.memsw.limit_in_bytes', value: bytes, mayLack: true },
    tasks,
    ...(isBounded ? [setting('cpu', 'cpu.cfs_quota_us', String(quotaUs))] : []),
  ];
}

/**
 * The weight of a sandbox that has booted, with however many threads: what its niceness would give one
 * process, for that counts only within a group.
 */
export function sandboxWeight({ version, cpu }: CgroupPlace): CgroupSetting[] {
  if (cpu === null) return [];
  return version === 1
    ? [setting('cpu', 'cpu.shares', String(SHARES))]
    : [setting('cpu', 'cpu.weight', String(Math.round((SHARES * USUAL_WEIGHT) / USUAL_SHARES)))];
}

function setting(controller: Controller, file: string, value: string): CgroupSetting {
  return { controller, file, value };
}
