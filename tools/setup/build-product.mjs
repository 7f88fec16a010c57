import { join } from 'node:path';
import { PINNED_NODE, ROOT, toolEnvironment } from './paths.mjs';
import { step } from './progress.mjs';
import { isBuilt, noteBuilt } from './project-stamp.mjs';
import { runQuietly } from './run-program.mjs';

/** Projects with a command of their own that is to start at once. */
const STAMPED = ['apps/control-plane', 'apps/worker-cli'];

/** Builds what has changed: nx compares the inputs of each project with those of its last build. */
export async function buildProduct(args = []) {
  await runNx(args);
  if (args.length === 0) await Promise.all(STAMPED.map(noteBuilt));
}

/**
 * Builds one of the stamped projects and what it imports, unless they are built. To ask nx takes longer
 * than many a command does, and nx puts even what has not changed anew in its place: a product that runs
 * from there would miss files for a moment.
 */
export async function buildOnce(project) {
  if (await isBuilt(project)) return;
  await runNx([`--projects=@aispinner/${project.slice('apps/'.length)}`]);
  await noteBuilt(project);
}

async function runNx(args) {
  const nx = join(ROOT, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  await step('Building', () =>
    runQuietly(PINNED_NODE, [nx, 'run-many', '-t', 'build', '--outputStyle=static', ...args], {
      env: toolEnvironment(),
      failure: 'The build failed.',
    }),
  );
}
