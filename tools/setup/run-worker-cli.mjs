import { join } from 'node:path';
import { buildOnce } from './build-product.mjs';
import { installPackages } from './install-packages.mjs';
import { PINNED_NODE, ROOT, toolEnvironment } from './paths.mjs';
import { PlainFailure } from './plain-failure.mjs';
import { runVisibly } from './run-program.mjs';

const PROJECT = 'apps/worker-cli';
/** What the command itself says when it cannot run a worker; 1 to 4 tell of the worker. */
const NOT_RUN = 5;

/** Installs and builds what the local runner needs, and runs it. Returns its exit code. */
export async function runWorkerCli(args) {
  try {
    await installPackages();
    await buildOnce(PROJECT);
  } catch (error) {
    if (!(error instanceof PlainFailure)) throw error;
    process.stderr.write(`${error.message}\n`);
    return NOT_RUN;
  }
  // npm runs scripts in the root; paths are meant from where its user stands.
  const cwd = process.env.npm_lifecycle_event === 'worker' ? process.env.INIT_CWD : undefined;
  const program = join(ROOT, PROJECT, 'dist', 'main.js');
  return runVisibly(PINNED_NODE, [program, ...args], {
    env: toolEnvironment(),
    cwd: cwd ?? process.cwd(),
  });
}
