import { join } from 'node:path';
import { PINNED_NODE, ROOT, toolEnvironment } from './paths.mjs';
import { step } from './progress.mjs';
import { runQuietly } from './run-program.mjs';

/** Builds what has changed: nx compares the inputs of each project with those of its last build. */
export async function buildProduct(args = []) {
  const nx = join(ROOT, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  await step('Building', () =>
    runQuietly(PINNED_NODE, [nx, 'run-many', '-t', 'build', '--outputStyle=static', ...args], {
      env: toolEnvironment(),
      failure: 'The build failed.',
    }),
  );
}
