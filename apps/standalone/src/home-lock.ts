import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { readFileSync, rmSync } from 'node:fs';
import { cannotWrite, PlainFailure } from './plain-failure.ts';

/** Holds a home folder for this process. */
export interface HomeLock {
  release(): void;
}

/**
 * Takes the lock file, which names its holder by process id and start: a number alone could belong to
 * another program by now. Throws a `PlainFailure` while the holder lives.
 */
export async function lockHome(lockFile: string, home: string): Promise<HomeLock> {
  const me = `${process.pid} ${startOf(process.pid) ?? '-'}\n`;
  const beside = `${lockFile}.${process.pid}`;
  try {
    // Linked into place with its text in it: nobody ever reads an empty lock.
    await writeFile(beside, me);
    for (;;) {
      if (await linked(beside, lockFile)) {
        return { release: () => releaseLock(lockFile, me) };
      }
      const holder = await readFile(lockFile, 'utf8').catch(() => null);
      if (holder === null) continue;
      const pid = livingHolder(holder);
      if (pid !== null) {
        throw new PlainFailure(
          `AiSpinner already runs on ${home} (process ${pid}): stop it first, or set AISPINNER_HOME to another folder.`,
        );
      }
      await rm(lockFile, { force: true });
    }
  } catch (error) {
    throw error instanceof PlainFailure ? error : cannotWrite(lockFile, error);
  } finally {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function releaseLock(lockFile: string, me: string): void {
  try {
    if (readFileSync(lockFile, 'utf8') === me) rmSync(lockFile);
  } catch {
    // Gone with its folder.
  }
}

/** The process id in a lock's text if that very process lives, else null. */
function livingHolder(text: string): number | null {
  const [number, start] = text.trim().split(' ');
  const pid = Number(number);
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null;
  }
  const now = startOf(pid);
  return now === null || start === '-' || now === start ? pid : null;
}

/** When a process started, in clock ticks since boot; null where there is no /proc, or a zombie. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field, a name in brackets, may hold spaces; the start is field 22.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
