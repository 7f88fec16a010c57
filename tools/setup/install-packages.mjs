import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkDiskForInstall } from './check-disk.mjs';
import { PINNED_NODE, ROOT } from './paths.mjs';
import { step } from './progress.mjs';
import { runQuietly } from './run-program.mjs';

/** Keeps install scripts from fetching what is not needed, and from telling anyone. */
export const SCRIPT_ENVIRONMENT = {
  // `migrate` runs on an engine compiled to WebAssembly (docs/adr/0007), so none is downloaded.
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  SCARF_ANALYTICS: 'false',
  NX_DAEMON: 'false',
};

const LOCK = join(ROOT, 'package-lock.json');
/** Inside what it vouches for: removed with it. */
const STAMP = join(ROOT, 'node_modules', '.installed-from');

/** Installs what package-lock.json lists, unless it is all there. */
export async function installPackages() {
  if (await isInstalled()) return;
  await checkDiskForInstall();
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await step('Installing packages', () =>
    runQuietly(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      env: { ...process.env, ...SCRIPT_ENVIRONMENT },
      failure: 'The packages could not be installed.',
    }),
  );
  await writeFile(STAMP, await lockHash());
}

async function isInstalled() {
  if (!existsSync(PINNED_NODE)) return false;
  const stamp = await readFile(STAMP, 'utf8').catch(() => null);
  return stamp === (await lockHash()) || hasAllOfLock();
}

/**
 * Whether somebody else's `npm install` has brought what the lock file lists. npm notes what it has
 * put on disk in `node_modules/.package-lock.json` once all of it is there. Optional packages may be
 * for other machines.
 */
async function hasAllOfLock() {
  const [wanted, present] = await Promise.all([
    readPackages(LOCK),
    readPackages(join(ROOT, 'node_modules', '.package-lock.json')),
  ]);
  if (present === null) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (!path.includes('node_modules/')) return true;
    if (present[path] === undefined) return optional === true;
    return present[path].version === version;
  });
}

async function lockHash() {
  return createHash('sha256')
    .update(await readFile(LOCK))
    .digest('hex');
}

async function readPackages(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}
