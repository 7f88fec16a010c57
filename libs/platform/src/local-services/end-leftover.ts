import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryProgram } from './run-program.ts';

const GRACE_MS = 20_000;

/**
 * Ends the process that an earlier start, killed since, has left on the files of `folder`: it may live
 * on for some seconds, and two servers on the same files would spoil them.
 */
export async function endLeftover(folder: string): Promise<void> {
  const pid = Number(await readFile(pidFile(folder), 'utf8').catch(() => ''));
  if (!Number.isSafeInteger(pid) || pid <= 0) return;
  const killAt = performance.now() + GRACE_MS;
  // The number may be another program's by now: then its command does not name the folder.
  while (
    ((await tryProgram('ps', ['-ww', '-o', 'args=', '-p', String(pid)])) ?? '').includes(folder)
  ) {
    try {
      process.kill(pid, performance.now() < killAt ? 'SIGTERM' : 'SIGKILL');
    } catch {
      return;
    }
    await sleep(200);
  }
}

export async function noteProcess(folder: string, pid: number): Promise<void> {
  await writeFile(pidFile(folder), `${pid}\n`);
}

function pidFile(folder: string): string {
  return join(folder, 'pid');
}
