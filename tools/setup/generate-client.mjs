import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SCRIPT_ENVIRONMENT } from './install-packages.mjs';
import { PINNED_NODE, ROOT, toolEnvironment } from './paths.mjs';
import { step } from './progress.mjs';
import { runQuietly } from './run-program.mjs';

const STAMP = join(ROOT, 'libs', 'persistence', 'src', 'generated', '.made-from');

/** Writes the Prisma client into `libs/persistence/src/generated`, unless it is that of the schema. */
export async function generateClient() {
  const source = await fingerprint();
  if ((await readFile(STAMP, 'utf8').catch(() => '')) === source) return;
  const cli = join(ROOT, 'node_modules', 'prisma', 'build', 'index.js');
  await step('Generating the database client', () =>
    runQuietly(PINNED_NODE, [cli, 'generate'], {
      // `generate` needs no engine, but looks for one; never set this for `migrate`.
      env: toolEnvironment(SCRIPT_ENVIRONMENT),
      failure: 'The database client could not be generated.',
    }),
  );
  await writeFile(STAMP, source);
}

async function fingerprint() {
  const hash = createHash('sha256');
  for (const path of ['prisma/schema.prisma', 'node_modules/prisma/package.json']) {
    hash.update(await readFile(join(ROOT, path)));
  }
  return hash.digest('hex');
}
