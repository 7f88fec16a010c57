import { createHash, randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LockedPackage } from './lock-file.ts';
import { PackageError } from './package-error.ts';

/** A folder, or the address under which the wheels lie by their names. */
export type WheelSource =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'url'; readonly base: string };

const TIMEOUT_MS = 120_000;

/**
 * The wheel of a locked package, from `cache` where it is there already. Throws `PackageError` where it
 * cannot be had or is not the one that the lock means.
 */
export async function fetchWheel(
  locked: LockedPackage,
  source: WheelSource,
  cache: string,
): Promise<Buffer> {
  const kept = join(cache, `${locked.sha256}.whl`);
  const cached = await readFile(kept).catch(() => null);
  if (cached !== null && hashOf(cached) === locked.sha256) return cached;

  const content =
    source.kind === 'folder'
      ? await readWheelFile(join(source.path, locked.fileName), locked)
      : await download(new URL(locked.fileName, withSlash(source.base)).href, locked);
  const found = hashOf(content);
  if (found !== locked.sha256) {
    throw new PackageError(
      `${locked.fileName} is not the file that the lock names: its sha256 is ${found}, not ${locked.sha256}.`,
    );
  }
  const draft = `${kept}.${randomUUID()}.part`;
  await writeFile(draft, content, { mode: 0o644 });
  await rename(draft, kept);
  return content;
}

async function readWheelFile(path: string, locked: LockedPackage): Promise<Buffer> {
  return readFile(path).catch(() => {
    throw new PackageError(`The wheel of ${locked.name} is missing: there is no ${path}.`);
  });
}

async function download(url: string, locked: LockedPackage): Promise<Buffer> {
  const refuse = (why: string): never => {
    throw new PackageError(`The wheel of ${locked.name} cannot be fetched from ${url}: ${why}.`);
  };
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) return refuse(`HTTP ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    if (error instanceof PackageError) throw error;
    const { cause, message } = error as Error;
    return refuse(cause instanceof Error ? cause.message : message);
  }
}

function withSlash(base: string): string {
  return base.endsWith('/') ? base : `${base}/`;
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
