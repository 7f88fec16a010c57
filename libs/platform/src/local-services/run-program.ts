import { spawn } from 'node:child_process';
import { LocalServiceError } from './local-service-error.ts';

/** With the folders that package tools need and a short `PATH` leaves out. */
const WITH_SYSTEM_PATH =
  'PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin"; export PATH; ' +
  'LC_ALL=C DEBIAN_FRONTEND=noninteractive exec "$@"';

export interface ProgramRun {
  readonly cwd?: string;
  readonly timeoutMs?: number;
}

/**
 * Runs a program to its end with this process's environment and returns all that it printed. Throws
 * `LocalServiceError` with its last lines when it cannot be started, fails, or takes longer than
 * `timeoutMs` (default 10 minutes).
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  run: ProgramRun = {},
): Promise<string> {
  const child = spawn('/bin/sh', ['-c', WITH_SYSTEM_PATH, 'sh', program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: run.timeoutMs ?? 600_000,
    killSignal: 'SIGKILL',
    ...(run.cwd === undefined ? {} : { cwd: run.cwd }),
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const failure = await new Promise<string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code === 0 ? null : (signal ?? `exit ${code}`)));
  });
  if (failure === null) return output;
  const told = output.trim().split('\n').slice(-5).join(' ').slice(-600);
  throw new LocalServiceError(`${program} ${args[0] ?? ''} failed (${failure}): ${told}`);
}

/** What the program prints, or null where it cannot be run or fails. */
export function tryProgram(program: string, args: readonly string[]): Promise<string | null> {
  return runProgram(program, args, { timeoutMs: 20_000 }).catch(() => null);
}

/** The whole path of a program on the PATH, or null. */
export async function findProgram(name: string): Promise<string | null> {
  const found = await tryProgram('sh', ['-c', 'command -v "$1"', 'sh', name]);
  return found === null ? null : found.trim();
}
