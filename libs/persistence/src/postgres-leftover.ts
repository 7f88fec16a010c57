import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

const run = promisify(execFile);

/**
 * What a start may find of an earlier one: nothing; a lock file whose Postgres is gone (`kill -9`),
 * which Postgres itself clears unless its number now belongs to another program; a Postgres that
 * lives on for a moment after its owner died, which is stopped; or one whose owner is alive, which
 * is left alone: that is an error.
 */
export async function clearLeftover(dataDir: string): Promise<void> {
  const pid = await firstNumberOf(`${dataDir}/postmaster.pid`);
  if (pid === null) return;
  if (!isAlive(pid)) return;
  if (!(await isPostgresOf(pid, dataDir))) {
    await rm(`${dataDir}/postmaster.pid`, { force: true });
    return;
  }
  const owner = await firstNumberOf(ownerFile(dataDir));
  if (owner !== null && owner !== process.pid && isAlive(owner)) {
    throw new EmbeddedPostgresError(
      `The database in ${dataDir} is in use by process ${owner}: stop it first, or set AISPINNER_HOME to another folder.`,
    );
  }
  if (!(await stopPostgres(pid))) {
    throw new EmbeddedPostgresError(
      `A Postgres (process ${pid}) that an earlier start left in ${dataDir} does not stop: end it by hand.`,
    );
  }
}

/** Notes who started Postgres: told apart from a leftover by whether that process lives. */
export async function noteOwner(dataDir: string): Promise<void> {
  await writeFile(ownerFile(dataDir), `${process.pid}\n`);
}

/** Fast shutdown, then the immediate one. True once the process is gone. */
export async function stopPostgres(pid: number): Promise<boolean> {
  for (const [signal, waitMs] of [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 2_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return true;
    }
    const end = Date.now() + waitMs;
    while (Date.now() < end) {
      if (!isAlive(pid)) return true;
      await sleep(20);
    }
  }
  return !isAlive(pid);
}

function ownerFile(dataDir: string): string {
  return `${dataDir}.owner`;
}

/** Whether the process runs; one that has ended and waits to be collected does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    // No /proc, as on macOS: collected there by launchd at once.
    return platform() !== 'linux';
  }
}

async function firstNumberOf(file: string): Promise<number | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const number = Number.parseInt(text, 10);
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}

async function isPostgresOf(pid: number, dataDir: string): Promise<boolean> {
  const commandLine =
    platform() === 'linux'
      ? await readFile(`/proc/${pid}/cmdline`, 'utf8')
      : (await run('ps', ['-ww', '-o', 'args=', '-p', String(pid)])).stdout;
  return commandLine.includes(dataDir);
}
