import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { GuestJob, GuestProgram } from './guest-job.ts';

const CHILD = join(import.meta.dirname, 'pyodide-child.ts');
const END = '{"end": true}';

/** Runs a job in a child of its own and gives its reports. Throws where the child did not finish. */
export async function runGuest<Report>(job: GuestJob, limitMs = 60_000): Promise<Report[]> {
  const args = ['--stack-size=6500', '--no-warnings', CHILD];
  const child = spawn(process.execPath, args, {
    env: { TZ: 'UTC' }, // as real sandboxes keep it
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  child.stdin.on('error', () => undefined); // a child that died early says so on stderr
  child.stdin.end(JSON.stringify(job));
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const lines = output.trimEnd().split('\n');
  if (lines.pop() !== END) throw new Error(`The guest did not finish: ${errors.slice(-2000)}`);
  return lines.map((line) => JSON.parse(line) as Report);
}

/** The programs of a folder, by name. */
export function readPrograms(folder: string): GuestProgram[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.py'));
  return files.sort().map((file) => {
    const code = readFileSync(join(folder, file), 'utf8');
    const ticks = /^# ticks: (\d+)$/m.exec(code)?.[1] ?? '1';
    return { name: file.replace(/\.py$/, ''), code, ticks: Number(ticks) };
  });
}
