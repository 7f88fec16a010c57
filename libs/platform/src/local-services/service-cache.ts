import { randomBytes } from 'node:crypto';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/**
 * The folder `name` of this user's cache, filled by `fill` where it is not there yet. Whole or not at
 * all: it is filled under another name first, so that a killed or a second start does no harm.
 */
export async function cached(
  name: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const cache = await cacheFolder();
  const folder = join(cache, name);
  if (await exists(folder)) return folder;
  const draft = `${folder}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(draft, { recursive: true });
    await fill(draft);
    await rename(draft, folder).catch(async (error: unknown) => {
      // Another start was quicker: its folder holds the same.
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return folder;
}

async function cacheFolder(): Promise<string> {
  const own = join(homedir(), '.cache', 'aispinner');
  try {
    await mkdir(own, { recursive: true });
    await access(own, 2);
    return own;
  } catch {
    const other = join(tmpdir(), `aispinner-cache-${userInfo().uid}`);
    await mkdir(other, { recursive: true, mode: 0o700 });
    return other;
  }
}

export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
