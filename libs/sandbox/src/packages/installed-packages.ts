import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PackageError } from './package-error.ts';

export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Hex, of the wheel. */
  readonly sha256: string;
}

/** What `manifest.json` says: which pack counts, and what is in it. */
export interface PackageManifest {
  /** The interpreter's `python-abi`, such as `314-2026_0`. */
  readonly abi: string;
  readonly packages: readonly InstalledPackage[];
  /** The modules that workers may import: those of the packages that were asked for. */
  readonly modules: readonly string[];
  /** A file beside the manifest, named by what it was made of. */
  readonly pack: string;
  readonly packSha256: string;
}

/** The installed packages, ready to be handed to a sandbox. */
export interface OpenPackages {
  readonly modules: readonly string[];
  readonly packages: readonly InstalledPackage[];
  readonly packFd: number;
}

export const MANIFEST = 'manifest.json';

/** The manifest of `folder`; null where nothing was installed. */
export async function readManifest(folder: string): Promise<PackageManifest | null> {
  try {
    return JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as PackageManifest;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new PackageError(`${join(folder, MANIFEST)} cannot be read: install the packages again.`);
  }
}

/**
 * Opens what is installed in `folder`; null where nothing is. Throws `PackageError` where it is not
 * whole, or was made for another interpreter than `abi`.
 */
export async function openPackages(folder: string, abi: string): Promise<OpenPackages | null> {
  const manifest = await readManifest(folder);
  if (manifest === null || manifest.packages.length === 0) return null;
  const again = 'install the packages again (npm run sandbox:packages)';
  if (manifest.abi !== abi) {
    throw new PackageError(`The installed packages are for another interpreter: ${again}.`);
  }
  let packFd: number;
  try {
    packFd = openSync(join(folder, manifest.pack), 'r');
  } catch {
    throw new PackageError(`The pack of the installed packages is missing: ${again}.`);
  }
  if (hashOf(packFd) !== manifest.packSha256) {
    closeSync(packFd);
    throw new PackageError(`The pack of the installed packages is broken: ${again}.`);
  }
  return { modules: manifest.modules, packages: manifest.packages, packFd };
}

function hashOf(fd: number): string {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(1024 * 1024);
  for (let at = 0; ;) {
    const count = readSync(fd, chunk, 0, chunk.length, at);
    if (count === 0) return hash.digest('hex');
    hash.update(chunk.subarray(0, count));
    at += count;
  }
}
