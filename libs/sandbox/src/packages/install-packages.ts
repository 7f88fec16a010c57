import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { packParts } from '../child/pack-format.ts';
import type { SandboxRuntime } from '../sandbox-runtime.ts';
import { compileSources } from './compile-sources.ts';
import { fetchWheel, type WheelSource } from './fetch-wheel.ts';
import { MANIFEST, readManifest, type PackageManifest } from './installed-packages.ts';
import { abiText, readLockFile, resolvePackages } from './lock-file.ts';
import { PackageError } from './package-error.ts';
import { readWheel } from './read-wheel.ts';
import { canonicalName, parseWheelName } from './wheel-name.ts';

export interface InstallOptions {
  /** What goes into the sandboxes from now on, instead of what was there. */
  readonly names: readonly string[];
  /** Wheels that the lock does not have; their hashes are noted, not checked against anything. */
  readonly wheelFiles: readonly string[];
  readonly source: WheelSource;
  /** Holds the manifest, the pack and the wheels. */
  readonly folder: string;
  readonly runtime: SandboxRuntime;
  readonly say: (line: string) => void;
}

interface Wheel {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  /** Null where the wheel itself must tell. */
  readonly imports: readonly string[] | null;
  readonly wasAsked: boolean;
  readonly files: readonly [string, Buffer][];
}

/** Changes when a pack of the same wheels would hold something else. */
const PACK_VERSION = 3;

/**
 * Installs packages for the sandboxes: fetches, checks, compiles, packs, and points the manifest to the
 * pack as the last step. Doing it again does nothing. Throws `PackageError` with one sentence for the user.
 */
export async function installPackages(options: InstallOptions): Promise<PackageManifest> {
  const { folder, runtime, say } = options;
  const lock = await readLockFile(runtime.paths.pyodideDir);
  await mkdir(join(folder, 'wheels'), { recursive: true });

  const wheels: Wheel[] = [];
  for (const path of options.wheelFiles) {
    const { name, version } = parseWheelName(basename(path), lock.abi);
    const content = await readFile(path).catch(() => {
      throw new PackageError(`The wheel ${path} cannot be read.`);
    });
    const sha256 = createHash('sha256').update(content).digest('hex');
    say(`${name} ${version}: given as a file, sha256 ${sha256}`);
    const files = readWheel(content, basename(path));
    wheels.push({ name, version, sha256, imports: null, wasAsked: true, files });
  }
  const given = new Set(wheels.map((wheel) => wheel.name));
  const asked = new Set(options.names.map(canonicalName));
  for (const one of resolvePackages(lock, options.names, given)) {
    parseWheelName(one.fileName, lock.abi);
    const content = await fetchWheel(one, options.source, join(folder, 'wheels'));
    say(`${one.name} ${one.version}`);
    const files = readWheel(content, one.fileName);
    wheels.push({ ...one, wasAsked: asked.has(one.name), files });
  }

  const asks = wheels
    .filter((wheel) => wheel.wasAsked)
    .flatMap((wheel) => wheel.imports ?? topLevelModules(wheel.files));
  const modules = [...new Set(asks.map((name) => name.split('.')[0] ?? name))].sort();
  const key = createHash('sha256')
    .update(
      JSON.stringify([PACK_VERSION, process.arch, wheels.map((wheel) => wheel.sha256), modules]),
    )
    .digest('hex');
  const pack = `${key.slice(0, 32)}.pack`;
  const before = await readManifest(folder).catch(() => null);
  const packSha256 =
    before?.pack === pack && (await isWhole(join(folder, pack), before.packSha256))
      ? before.packSha256
      : await makePack(wheels, modules, join(folder, pack), runtime);
  const manifest: PackageManifest = {
    abi: abiText(lock.abi),
    packages: wheels.map(({ name, version, sha256 }) => ({ name, version, sha256 })),
    modules,
    pack,
    packSha256,
  };
  const draft = join(folder, `${MANIFEST}.${randomUUID()}.part`);
  await writeFile(draft, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o644 });
  await rename(draft, join(folder, MANIFEST));
  for (const name of await readdir(folder)) {
    // A runner that still uses an older one has it open.
    if (name.endsWith('.pack') && name !== pack) await rm(join(folder, name), { force: true });
  }
  return manifest;
}

async function isWhole(path: string, sha256: string): Promise<boolean> {
  const content = await readFile(path).catch(() => null);
  return content !== null && createHash('sha256').update(content).digest('hex') === sha256;
}

/** A package's own tests: no worker needs them, and each file costs every sandbox something. */
function isOfTests(path: string): boolean {
  return path.split('/').slice(1, -1).includes('tests');
}

/** Returns the hash of the pack. */
async function makePack(
  wheels: readonly Wheel[],
  modules: readonly string[],
  path: string,
  runtime: SandboxRuntime,
): Promise<string> {
  const sources = new Map<string, Buffer>();
  for (const { name, files } of wheels) {
    for (const [file, content] of files) {
      if (isOfTests(file)) continue;
      if (sources.has(file)) {
        throw new PackageError(`${name} and another package both bring the file ${file}.`);
      }
      sources.set(file, content);
    }
  }
  const compiled = await compileSources(runtime, [...sources], modules, `${path}.${randomUUID()}`);
  const hash = createHash('sha256');
  const draft = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(draft, 'wx', 0o644);
    try {
      for (const part of packParts([...sources, ...compiled])) {
        hash.update(part);
        await file.writeFile(part);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  return hash.digest('hex');
}

/** The modules and packages that lie at the top of a wheel. */
export function topLevelModules(files: readonly (readonly [string, unknown])[]): string[] {
  const modules = new Set<string>();
  for (const [path] of files) {
    const [first = '', ...rest] = path.split('/');
    const name = rest.length > 0 ? first : (first.split('.')[0] ?? first);
    // `x.dist-info`, `x.data` and `x.libs`, which holds shared libraries, are none.
    if (/\.(py|so)$/.test(path) && /^\w+$/.test(name)) modules.add(name);
  }
  return [...modules].sort();
}
