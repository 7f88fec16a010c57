import { join } from 'node:path';
import { buildProduct } from './build-product.mjs';
import { ensureChromium } from './find-chromium.mjs';
import { PINNED_NODE, ROOT, toolEnvironment } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { runVisibly } from './run-program.mjs';

/** Installs and builds what the chosen tests need, and runs them. `args` go to Jest. Returns its exit code. */
export async function runTests(args) {
  await prepare();
  const env = {};
  if (mayRunProduct(args)) {
    env.CHROMIUM_PATH = await ensureChromium();
    await buildProduct();
  }
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  // ES modules in Jest stand behind this flag; its warning would head every run.
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  return runVisibly(PINNED_NODE, [...node, jest, ...args], {
    // Jest's workers are processes of their own, and read their flags here.
    env: toolEnvironment({ ...env, NODE_OPTIONS: node.join(' ') }),
  });
}

/** Only the tests under `test/` run the built product and a browser. */
export function mayRunProduct(args) {
  const projects = args.indexOf('--selectProjects');
  if (projects !== -1) {
    const rest = args.slice(projects + 1);
    const end = rest.findIndex((arg) => arg.startsWith('-'));
    return rest.slice(0, end === -1 ? rest.length : end).includes('e2e');
  }
  const paths = args.filter((arg) => !arg.startsWith('-'));
  return (
    paths.length === 0 || paths.some((path) => !/^(\.\/)?(libs|apps|tools|bench)\//.test(path))
  );
}
