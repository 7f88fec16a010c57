import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runtimePaths, SandboxRuntime } from '../sandbox-runtime.ts';
import { checkPackages } from './check-packages.ts';
import { installPackages } from './install-packages.ts';
import { MANIFEST, readManifest, type PackageManifest } from './installed-packages.ts';
import { PackageError } from './package-error.ts';
import { HELP, readArguments } from './read-arguments.ts';

/** Arguments: the folder of the packages, that of the images of sandboxes, then what the user gave. */
async function main([folder = '', imageDir = '', ...args]: readonly string[]): Promise<void> {
  const command = readArguments(args);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  if (command.kind === 'help') return say(HELP.trimEnd());
  if (command.kind === 'none') {
    await rm(join(folder, MANIFEST), { force: true });
    return say('No package is installed any more.');
  }
  if (command.kind === 'list') return say(describe(await readManifest(folder)));
  const check = (manifest: PackageManifest) =>
    checkPackages({ folder, imageDir, modules: manifest.modules, say });
  if (command.kind === 'check') {
    const manifest = await readManifest(folder);
    say(describe(manifest));
    if (manifest !== null && (await check(manifest)) > 0) process.exitCode = 1;
    return;
  }
  const paths = runtimePaths();
  const runtime = new SandboxRuntime(paths);
  try {
    const manifest = await installPackages({
      ...command,
      source: command.source ?? { kind: 'url', base: await authorsAddress(paths.pyodideDir) },
      folder,
      runtime,
      say,
    });
    say(describe(manifest));
    await check(manifest);
  } finally {
    await runtime.close();
  }
}

/** Where the authors of the pinned Pyodide keep the files of its lock. */
async function authorsAddress(pyodideDir: string): Promise<string> {
  const text = await readFile(join(pyodideDir, 'package.json'), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return `https://cdn.jsdelivr.net/pyodide/v${version}/full/`;
}

function describe(manifest: PackageManifest | null): string {
  if (manifest === null) return 'No package is installed.';
  const packages = manifest.packages.map(({ name, version }) => `${name} ${version}`).join(', ');
  return `Installed: ${packages}. Workers may import ${manifest.modules.join(', ')}.`;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const known = error instanceof PackageError;
  process.stderr.write(`${known ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
});
