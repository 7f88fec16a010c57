import { closeSync, readFileSync } from 'node:fs';
import type { Python } from './boot-python.ts';
import { giveMemoryBack } from './give-memory-back.ts';
import { mountPack, PACKAGES_DIR } from './mount-pack.ts';
import { IMPORTS_FILE } from './pack-format.ts';

/** The descriptor at which the parent hands over the opened pack. */
const PACK_FD = 4;
const STANDARD_LIBRARY = '/lib/python314.zip';

/** What a sandbox is told of the packages that are installed. */
export interface SandboxPackages {
  /** Modules that workers may import. */
  readonly modules: readonly string[];
  /** This sandbox is one that has them; another only knows their names. */
  readonly load: boolean;
}

/**
 * Imports the packages, while the gate is still open: it opens their files and links their native
 * parts, which is over for good when it is cut. Everything that they import later must be there now.
 */
export function loadPackages(python: Python, pyodideDir: string, packages: SandboxPackages): void {
  const names = JSON.stringify(packages.modules);
  if (!packages.load) {
    if (!python.run(`_guest.name_packages(${names})`))
      throw new Error('the guest knows no packages');
    return;
  }
  const { FS } = python.module;
  mountPack(python.module, PACK_FD);
  FS.mkdirTree('/lib');
  // The image holds what workers may import; packages want more of the standard library.
  FS.writeFile(STANDARD_LIBRARY, readFileSync(`${pyodideDir}/python_stdlib.zip`));
  const load = `_guest.load_packages(${names}, '${PACKAGES_DIR}', '${PACKAGES_DIR}/${IMPORTS_FILE}')`;
  if (!python.run(`${load}\ngc.collect()\ngc.freeze()`)) {
    throw new Error('the packages cannot be loaded');
  }
  FS.unlink(STANDARD_LIBRARY);
  FS.unmount(PACKAGES_DIR);
  closeSync(PACK_FD);
  // Each library was read whole before it was compiled.
  giveMemoryBack();
}
