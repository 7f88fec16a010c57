import { join, resolve } from 'node:path';
import { buildProduct } from './build-product.mjs';
import { installPackages } from './install-packages.mjs';
import { PINNED_NODE, ROOT, toolEnvironment } from './paths.mjs';
import { runVisibly } from './run-program.mjs';

/** Installs Python packages for the sandboxes. Returns the exit code. */
export async function runSandboxPackages(args) {
  await installPackages();
  await buildProduct(['--projects=@aispinner/sandbox']);
  const home = resolve(ROOT, process.env.AISPINNER_HOME || '.aispinner');
  const program = join(ROOT, 'libs', 'sandbox', 'dist', 'packages', 'main.js');
  // npm runs scripts in the root; paths are meant from where its user stands.
  const cwd =
    process.env.npm_lifecycle_event === 'sandbox:packages' ? process.env.INIT_CWD : undefined;
  const folders = [join(home, 'sandbox', 'packages'), join(home, 'sandbox')];
  return runVisibly(PINNED_NODE, [program, ...folders, ...args], {
    env: toolEnvironment(),
    cwd: cwd ?? process.cwd(),
  });
}
