import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PackageError } from './package-error.ts';
import { canonicalName, type WheelAbi } from './wheel-name.ts';

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly fileName: string;
  /** Hex. */
  readonly sha256: string;
  readonly depends: readonly string[];
  /** Top-level modules. */
  readonly imports: readonly string[];
  /** `package`, or something that is no wheel. */
  readonly kind: string;
}

/** Which wheels fit an interpreter, and what each needs. */
export interface LockFile {
  readonly abi: WheelAbi;
  /** By canonical name. */
  readonly packages: ReadonlyMap<string, LockedPackage>;
}

interface RawLock {
  readonly info: { readonly abi_version: string; readonly python: string };
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly name: string;
        readonly version: string;
        readonly file_name: string;
        readonly sha256: string;
        readonly depends: readonly string[];
        readonly imports: readonly string[];
        readonly package_type: string;
      }
    >
  >;
}

/** Which interpreter the wheels of this Pyodide are for, as the manifest notes it. */
export async function readAbi(pyodideDir: string): Promise<string> {
  return abiText((await readLockFile(pyodideDir)).abi);
}

export function abiText({ python, abi }: WheelAbi): string {
  return `${python}-${abi}`;
}

/** Reads the lock that the pinned interpreter ships. */
export async function readLockFile(pyodideDir: string): Promise<LockFile> {
  const path = join(pyodideDir, 'pyodide-lock.json');
  const raw = JSON.parse(await readFile(path, 'utf8')) as RawLock;
  const packages = new Map<string, LockedPackage>();
  for (const one of Object.values(raw.packages)) {
    packages.set(canonicalName(one.name), {
      name: canonicalName(one.name),
      version: one.version,
      fileName: one.file_name,
      sha256: one.sha256,
      depends: one.depends.map(canonicalName),
      imports: one.imports,
      kind: one.package_type,
    });
  }
  const python = raw.info.python.split('.').slice(0, 2).join('');
  return { abi: { python, abi: raw.info.abi_version }, packages };
}

/**
 * What is asked for and all that it needs, each once, what is needed before what needs it. `given` are
 * in hand already. Throws `PackageError` for a package that the lock does not have, or is no wheel.
 */
export function resolvePackages(
  lock: LockFile,
  names: readonly string[],
  given: ReadonlySet<string> = new Set(),
): LockedPackage[] {
  const found = new Map<string, LockedPackage>();
  const visiting = new Set<string>();
  const visit = (asked: string, by: string | null): void => {
    const name = canonicalName(asked);
    if (given.has(name) || found.has(name) || visiting.has(name)) return;
    const one = lock.packages.get(name);
    if (one === undefined) {
      const near = nearest(name, lock.packages.keys());
      const hint = near === null ? '' : ` Did you mean ${near}?`;
      const why = by === null ? '' : `, which ${by} needs,`;
      throw new PackageError(
        `The pinned Pyodide has no package ${asked}${why}.${hint}`.replace(',.', '.'),
      );
    }
    if (one.kind !== 'package' || !one.fileName.endsWith('.whl')) {
      const what = by === null ? name : `${by} needs ${name}, which`;
      throw new PackageError(
        `${what} is no Python package but a ${one.kind}: it cannot be installed.`,
      );
    }
    visiting.add(name);
    for (const needed of one.depends) visit(needed, name);
    found.set(name, one);
  };
  for (const name of names) visit(name, null);
  return [...found.values()];
}

/** The name that is at most two letters off. */
function nearest(name: string, names: Iterable<string>): string | null {
  let best: string | null = null;
  let least = 3;
  for (const other of names) {
    if (Math.abs(other.length - name.length) > 2) continue;
    const distance = editDistance(name, other);
    if (distance < least) [best, least] = [other, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
