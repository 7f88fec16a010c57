import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What a system gives without being asked. */
const USUAL_KIB = 6500;
const DEEP_KIB = 48_000;
/** For what the process does besides, below V8's own limit. */
const SPARE_KIB = 2000;

/**
 * Raises how far the stacks of processes started from here on may grow (the limit is inherited), and
 * returns what V8 may use of it, in KiB. With the deep one, CPython's own limit is reached first, and
 * recursion in C is a RecursionError; with the usual one it can be the end of that process. Only
 * address space until it is used.
 */
export function deepenStacks(): number {
  const prlimit = ['/usr/bin/prlimit', '/bin/prlimit'].find((path) => existsSync(path));
  if (prlimit === undefined) return USUAL_KIB;
  const bytes = (DEEP_KIB + SPARE_KIB) * 1024;
  const { status } = spawnSync(prlimit, [`--pid=${process.pid}`, `--stack=${bytes}:`], {
    stdio: 'ignore',
    timeout: 5000,
    env: {},
  });
  return status === 0 ? DEEP_KIB : USUAL_KIB;
}
