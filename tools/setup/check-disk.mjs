import { statfs } from 'node:fs/promises';
import { ROOT } from './paths.mjs';
import { PlainFailure } from './plain-failure.mjs';

/** Packages, build and database of a first start, with room to work. */
const INSTALL_BYTES = 3e9;

/** Throws a `PlainFailure` if an installation would not fit. */
export async function checkDiskForInstall() {
  const { bavail, bsize } = await statfs(ROOT);
  if (bavail * bsize >= INSTALL_BYTES) return;
  const free = Math.floor((bavail * bsize) / 1e6);
  throw new PlainFailure(
    `The disk of ${ROOT} has ${free} MB free, and installing AiSpinner takes ${INSTALL_BYTES / 1e6} MB.`,
  );
}
