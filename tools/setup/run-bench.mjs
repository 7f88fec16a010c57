import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildProduct } from './build-product.mjs';
import { PINNED_NODE, ROOT, toolEnvironment } from './paths.mjs';
import { PlainFailure } from './plain-failure.mjs';
import { prepare } from './prepare.mjs';
import { runVisibly } from './run-program.mjs';

/** Runs `bench/NAME.ts` on the built product; the other `args` go to it. Returns its exit code. */
export async function runBench([name, ...args]) {
  const folder = join(ROOT, 'bench');
  const file = join(folder, `${name}.ts`);
  if (name === undefined || !existsSync(file)) {
    const names = readdirSync(folder)
      .filter((entry) => entry.endsWith('.ts') && !entry.endsWith('.spec.ts'))
      .map((entry) => entry.slice(0, -'.ts'.length));
    throw new PlainFailure(`Say which benchmark: npm run bench -- ${names.join(' | ')}.`);
  }
  await prepare();
  await buildProduct();
  return runVisibly(PINNED_NODE, [file, ...args], { env: toolEnvironment() });
}
