import { readFileSync, writeSync } from 'node:fs';
import { bootPython } from './boot-python.ts';
import { installStandardLibrary } from './guest-program.ts';
import { mountPack, PACKAGES_DIR } from './mount-pack.ts';
import { packParts, readPackIndex } from './pack-format.ts';
import { webAssembly } from './web-assembly.ts';

/** The descriptor at which the parent hands over the pack of sources. */
const SOURCES_FD = 3;
const COMPILED_DIR = '/compiled';

/** Files that are no Python of this version (templates, tests of old ones) are left as they are. */
const COMPILE = `
import importlib._bootstrap_external as _bootstrap
import json, marshal, warnings
warnings.simplefilter('ignore')
with open('/todo.json') as f:
    todo = json.load(f)
for number, path in enumerate(todo):
    full = '${PACKAGES_DIR}/' + path
    with open(full, 'rb') as f:
        source = f.read()
    try:
        code = compile(source, full, 'exec', dont_inherit=True, optimize=0)
    except (SyntaxError, ValueError):
        continue
    # Never held against the source again: the pack does not change.
    data = _bootstrap._code_to_hash_pyc(code, bytes(8), False)
    with open(f'${COMPILED_DIR}/{number}', 'wb') as f:
        f.write(data)
`;

/** Compiles the Python files of a pack and writes a pack of the results to stdout. */
export async function compilePack(pyodideDir: string): Promise<void> {
  const wasm = readFileSync(`${pyodideDir}/pyodide.asm.wasm`);
  const python = await bootPython({
    pyodideDir,
    initialize: true,
    preRun(module) {
      installStandardLibrary(module, readFileSync(`${pyodideDir}/python_stdlib.zip`));
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

  const compiled: [string, Uint8Array][] = [];
  todo.forEach((path, number) => {
    const content = readIfThere(() => FS.readFile(`${COMPILED_DIR}/${number}`));
    if (content !== null) compiled.push([compiledPath(path), content]);
  });
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
