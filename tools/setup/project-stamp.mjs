import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/** Whether `project` (a folder) and all that it imports are built from the sources that are there. */
export async function isBuilt(project) {
  const stamp = await readFile(stampOf(project), 'utf8').catch(() => null);
  return stamp !== null && stamp === (await fingerprint(project));
}

/** To be called after a build that succeeded. */
export async function noteBuilt(project) {
  await writeFile(stampOf(project), await fingerprint(project));
}

/** Goes with the build. */
function stampOf(project) {
  return join(ROOT, project, 'dist', '.built-from');
}

/** Of the sources, and of what the compiler has noted of its last build: another one counts as none. */
async function fingerprint(project) {
  const hash = createHash('sha256');
  const files = ['package-lock.json', 'tsconfig.base.json'];
  for (const folder of await withImports(project)) {
    files.push(`${folder}/package.json`, `${folder}/tsconfig.json`, `${folder}/dist/.tsbuildinfo`);
    const names = await readdir(join(ROOT, folder, 'src'), { recursive: true });
    files.push(...names.filter((n) => n.endsWith('.ts')).map((n) => `${folder}/src/${n}`));
  }
  for (const file of files.sort()) {
    const content = await readFile(join(ROOT, file)).catch(() => '');
    hash.update(`\0${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** The project and the libraries of this repository that it depends on, directly or not. */
async function withImports(project) {
  const folders = [project];
  for (const folder of folders) {
    const { dependencies } = JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8'));
    for (const name of Object.keys(dependencies ?? {})) {
      const library = name.replace('@aispinner/', 'libs/');
      if (library !== name && !folders.includes(library)) folders.push(library);
    }
  }
  return folders;
}
