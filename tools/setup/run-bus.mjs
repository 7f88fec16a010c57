import { join } from 'node:path';
import { buildOnce } from './build-product.mjs';
import { installPackages } from './install-packages.mjs';
import { PINNED_NODE, ROOT, toolEnvironment } from './paths.mjs';
import { runVisibly } from './run-program.mjs';

const PROJECT = 'apps/control-plane';

/** Looks at the message bus that the environment names. Returns the exit code. */
export async function runBus(args) {
  await installPackages();
  await buildOnce(PROJECT);
  const program = join(ROOT, PROJECT, 'dist', 'main.bus.js');
  return runVisibly(PINNED_NODE, ['--disable-warning=ExperimentalWarning', program, ...args], {
    env: toolEnvironment(),
  });
}
