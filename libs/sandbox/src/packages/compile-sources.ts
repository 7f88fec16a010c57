import { once } from 'node:events';
import { open, rm } from 'node:fs/promises';
import { packParts, readPackIndex, readPacked } from '../child/pack-format.ts';
import type { SandboxRuntime } from '../sandbox-runtime.ts';
import { StderrTail } from '../stderr-tail.ts';
import { PackageError } from './package-error.ts';

/** A busy machine takes minutes for a package of a thousand files. */
const TIMEOUT_MS = 900_000;

/**
 * The `.pyc` files for the Python files among `sources`, and the list of what to import, made by the
 * sandboxes' own interpreter in a process behind the same flags. `draft` names the temporary files.
 * Throws `PackageError` where one of `modules` cannot be imported.
 */
export async function compileSources(
  runtime: SandboxRuntime,
  sources: readonly (readonly [string, Uint8Array])[],
  modules: readonly string[],
  draft: string,
): Promise<[string, Uint8Array][]> {
  const sourcesPath = `${draft}.sources`;
  const compiledPath = `${draft}.compiled`;
  const input = await open(sourcesPath, 'wx+', 0o644);
  const output = await open(compiledPath, 'wx+', 0o644);
  try {
    for (const part of packParts(sources)) await input.writeFile(part);
    const child = runtime.launchCompile(input.fd, output.fd, modules);
    if (child.stderr === null) throw new Error('the compiler has no stderr');
    const stderr = new StderrTail(child.stderr);
    const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
    const [code] = (await once(child, 'close').finally(() => clearTimeout(timer))) as [
      number | null,
    ];
    if (code !== 0) {
      throw new PackageError(
        `${modules.join(', ')} cannot be imported in a sandbox:\n${stderr.text.trimEnd()}`,
      );
    }
    return readPackIndex(output.fd).map((file) => {
      const content = new Uint8Array(file.bytes);
      readPacked(output.fd, file, content, 0);
      return [file.path, content];
    });
  } finally {
    await Promise.all([input.close(), output.close()]);
    await Promise.all([rm(sourcesPath, { force: true }), rm(compiledPath, { force: true })]);
  }
}
