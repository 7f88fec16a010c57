import { createHash, randomUUID } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { readImageHeader } from './child/image-format.ts';
import { lowerPriority, type RuntimePaths, type SandboxRuntime } from './sandbox-runtime.ts';
import { StderrTail } from './stderr-tail.ts';

const BUILD_TIMEOUT_MS = 60_000;
/** Of one that nobody waits for. */
const BUILD_NICENESS = 15;
/** Of this and earlier ones. */
const KEPT_VERSIONS = 3;

/**
 * Image number `number` for this very Node, Pyodide and guest, open for reading: built if there is
 * none, or if the one there is broken. Rejects when it cannot be built.
 */
export async function openImage(
  runtime: SandboxRuntime,
  folder: string,
  number = 0,
): Promise<number> {
  const key = await imageKey(runtime.paths);
  return findImage(folder, key, number)?.fd ?? makeImage(runtime, folder, key, number);
}

/** One that is whole and right, and when it was made (epoch ms); null where there is none. */
export function findImage(
  folder: string,
  key: string,
  number: number,
): { readonly fd: number; readonly madeAt: number } | null {
  const fd = openWhole(imagePath(folder, key, number), key);
  return fd === null ? null : { fd, madeAt: fstatSync(fd).mtimeMs };
}

/**
 * Makes an image and opens it. Built under another name and renamed, so that whoever looks sees a
 * whole one, and of two builders at once either may win. `signal` ends the building.
 */
export async function makeImage(
  runtime: SandboxRuntime,
  folder: string,
  key: string,
  number: number,
  signal?: AbortSignal,
): Promise<number> {
  const path = imagePath(folder, key, number);
  await mkdir(folder, { recursive: true });
  const draft = `${path}.${randomUUID()}.part`;
  try {
    await build(runtime, key, draft, signal);
    await rename(draft, path);
    await prune(folder);
  } finally {
    await rm(draft, { force: true });
  }
  const built = openWhole(path, key);
  if (built === null) throw new Error(`the sandbox image ${path} is broken as soon as it is built`);
  return built;
}

function imagePath(folder: string, key: string, number: number): string {
  return join(folder, `sandbox-${key.slice(0, 32)}-${number}.image`);
}

/** Changes with everything that the image holds or must fit. */
export async function imageKey(paths: RuntimePaths): Promise<string> {
  const hash = createHash('sha256').update(`${process.version} ${process.arch}`);
  const files = [
    ...['pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip'].map((name) =>
      join(paths.pyodideDir, name),
    ),
    ...(await filesIn(dirname(paths.entry))),
    ...(await filesIn(paths.guestDir)).filter((path) => path.endsWith('.py')),
  ];
  for (const file of files) {
    const content = await readFile(file);
    hash.update(`\0${relative(dirname(paths.entry), file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The descriptor of the image at `path`; null where there is none that is whole and right. */
function openWhole(path: string, key: string): number | null {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch {
    return null;
  }
  try {
    const { header, payloadAt } = readImageHeader(fd);
    if (header.key === key && hashFrom(fd, payloadAt) === header.payloadSha256) return fd;
  } catch {
    // Not an image, or cut short: as good as none.
  }
  closeSync(fd);
  return null;
}

function hashFrom(fd: number, position: number): string {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(1024 * 1024);
  const { size } = fstatSync(fd);
  for (let at = position; at < size;) {
    const count = readSync(fd, chunk, 0, chunk.length, at);
    if (count === 0) break;
    hash.update(chunk.subarray(0, count));
    at += count;
  }
  return hash.digest('hex');
}

/** Images of earlier versions go; a runner that still uses one has it open. */
async function prune(folder: string): Promise<void> {
  const versions = new Map<string, { readonly paths: string[]; builtAt: number }>();
  for (const name of await readdir(folder)) {
    const version = /^sandbox-([0-9a-f]+)(?:-\d+)?\.image$/.exec(name)?.[1];
    if (version === undefined) continue;
    const path = join(folder, name);
    const known = versions.get(version) ?? { paths: [], builtAt: 0 };
    versions.set(version, known);
    known.paths.push(path);
    const builtAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    known.builtAt = Math.max(known.builtAt, builtAt);
  }
  const latestFirst = [...versions.values()].sort((a, b) => b.builtAt - a.builtAt);
  for (const { paths } of latestFirst.slice(KEPT_VERSIONS)) {
    for (const path of paths) await rm(path, { force: true });
  }
}

async function build(
  runtime: SandboxRuntime,
  key: string,
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const file = await open(path, 'wx', 0o644);
  try {
    const child = runtime.launchBuild(key, file.fd);
    if (child.stderr === null) throw new Error('the image builder has no stderr');
    const stderr = new StderrTail(child.stderr);
    const kill = (): boolean => child.kill('SIGKILL');
    const timer = setTimeout(kill, BUILD_TIMEOUT_MS);
    signal?.addEventListener('abort', kill, { once: true });
    if (signal?.aborted === true) kill();
    // One that can be told to stop is made beside work that goes on.
    if (signal !== undefined) lowerPriority(child.pid, BUILD_NICENESS);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    }).finally(() => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', kill);
    });
    if (code !== 0) throw new Error(`the sandbox image cannot be built: ${stderr.text}`);
    await file.sync();
  } finally {
    await file.close();
  }
}
