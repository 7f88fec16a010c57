import { spawn, type ChildProcess } from 'node:child_process';
import { familyOf } from '../../test/e2e/process-table.ts';
import { cpuMs } from '../measure/process-costs.ts';

const STOP_GRACE_MS = 10_000;

export interface Program {
  readonly pid: number;
  /** The exit code with all that it wrote to its standard output. Rejects unless it ends well. */
  readonly output: Promise<string>;
  /** SIGTERM, after a while SIGKILL, and waits for its end: a beat that is far behind hears no signal. */
  stop(): Promise<void>;
}

/** Starts a program of a peer. It is ended with `stop`, or ends by itself. */
export function startProgram(
  command: readonly [string, ...string[]],
  options: { cwd?: string; env?: Readonly<Record<string, string>> } = {},
): Program {
  const [file, ...args] = command;
  const child: ChildProcess = spawn(file, args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { PATH: process.env['PATH'], ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  let stopped = false;
  const output = new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0 || stopped) resolve(stdout);
      else reject(new Error(`${file} ended with ${code}:\n${stderr.slice(-4000)}`));
    });
  });
  output.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    output,
    stop: async () => {
      stopped = true;
      child.kill('SIGTERM');
      const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
      await output;
      clearTimeout(impatience);
    },
  };
}

/** Processor time that processes and all that they started have used, ms. */
export function familyCpuMs(pid: number): number {
  return familyOf(pid).reduce((sum, member) => sum + (cpuMs(member.pid) ?? 0), 0);
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
