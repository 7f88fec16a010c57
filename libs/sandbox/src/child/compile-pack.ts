import { readFileSync, writeSync } from 'node:fs';
import { bootPython } from './boot-python.ts';
import { installGuest, installStandardLibrary, PREPARE } from './guest-program.ts';
import { mountPack, PACKAGES_DIR } from './mount-pack.ts';
import { IMPORTS_FILE, packParts, readPackIndex } from './pack-format.ts';
import { webAssembly } from './web-assembly.ts';

/** The descriptor at which the parent hands over the pack of sources. */
const SOURCES_FD = 3;
const COMPILED_DIR = '/compiled';
const IMPORTS = '/imports.json';

/** Files that are no Python of this version (templates, tests of old ones) are left as they are. */
const COMPILE = `
import importlib._bootstrap_external as _bootstrap
import json, os, sys, warnings
warnings.simplefilter('ignore')
# As imports look for them, so that what follows finds them.
sys.pycache_prefix = '${COMPILED_DIR}'
with open('/todo.json') as f:
    todo = json.load(f)
for path in todo:
    full = '${PACKAGES_DIR}/' + path
    with open(full, 'rb') as f:
        source = f.read()
    try:
        code = compile(source, full, 'exec', dont_inherit=True, optimize=0)
    except (SyntaxError, ValueError):
        continue
    # Never held against the source again: the pack does not change.
    data = _bootstrap._code_to_hash_pyc(code, bytes(8), False)
    target = _bootstrap.cache_from_source(full)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, 'wb') as f:
        f.write(data)
`;

/**
 * Compiles the Python files of a pack, imports them all once, and writes a pack of the results to
 * stdout: the compiled files, and the modules in the order in which sandboxes are to import them.
 * `modules` are those that must be importable.
 */
export async function compilePack(options: {
  readonly pyodideDir: string;
  readonly guestDir: string;
  readonly modules: readonly string[];
}): Promise<void> {
  const { pyodideDir, guestDir, modules } = options;
  const wasm = readFileSync(`${pyodideDir}/pyodide.asm.wasm`);
  const python = await bootPython({
    pyodideDir,
    initialize: true,
    preRun(module) {
      installStandardLibrary(module, readFileSync(`${pyodideDir}/python_stdlib.zip`));
      installGuest(module, guestDir);
    },
    instantiate(imports) {
      const module = new webAssembly.Module(wasm);
      return { module, exports: new webAssembly.Instance(module, imports).exports };
    },
  });
  const { FS } = python.module;
  mountPack(python.module, SOURCES_FD);
  const todo = readPackIndex(SOURCES_FD)
    .map((file) => file.path)
    .filter((path) => path.endsWith('.py'));
  FS.mkdirTree(COMPILED_DIR);
  FS.writeFile('/todo.json', Buffer.from(JSON.stringify(todo)));
  if (!python.run(COMPILE)) throw new Error('the packages cannot be compiled');

  const names = JSON.stringify(modules);
  const survey = `${PREPARE}\n_guest.survey_packages(${names}, '${PACKAGES_DIR}', '${IMPORTS}')`;
  if (!python.run(survey)) throw new Error('the packages cannot be imported');

  const compiled: [string, Uint8Array][] = [[IMPORTS_FILE, FS.readFile(IMPORTS)]];
  for (const path of todo) {
    const made = `${COMPILED_DIR}${PACKAGES_DIR}/${path.slice(0, -'.py'.length)}.cpython-314.pyc`;
    const content = readIfThere(() => FS.readFile(made));
    if (content !== null) compiled.push([compiledPath(path), content]);
  }
  for (const part of packParts(compiled)) {
    for (let done = 0; done < part.length;) done += writeSync(1, part, done);
  }
}

/** `a/b.py` -> `a/__pycache__/b.cpython-314.pyc` */
function compiledPath(path: string): string {
  const slash = path.lastIndexOf('/') + 1;
  return `${path.slice(0, slash)}__pycache__/${path.slice(slash, -3)}.cpython-314.pyc`;
}

function readIfThere(read: () => Uint8Array): Uint8Array | null {
  try {
    return read();
  } catch {
    return null;
  }
}
