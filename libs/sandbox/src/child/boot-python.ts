import * as fs from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Channel } from './channel.ts';
import type { CreateModule, EmscriptenModule, WasmImports } from './emscripten.ts';
import { note } from './exit-now.ts';
import { ImportGate } from './import-gate.ts';
import { keepUtc } from './utc-clock.ts';
import type { WasmExports, WasmModule, WasmTable } from './web-assembly.ts';

export interface Python {
  readonly gate: ImportGate;
  readonly module: EmscriptenModule;
  /** Entries of the table of functions; an image fits only a module that has as many. */
  readonly tableLength: number;
  /** Runs a program in `__main__`. Returns whether it ended without an exception. */
  run(program: string): boolean;
}

export interface BootOptions {
  readonly pyodideDir: string;
  /** Starts CPython itself. Without it, the memory must come from `instantiate`. */
  readonly initialize: boolean;
  preRun(module: EmscriptenModule): void;
  /** Returns the instance; may fill its memory, and replace exports that must not run. */
  instantiate(imports: WasmImports): {
    readonly module: WasmModule;
    readonly exports: WasmExports;
  };
}

/**
 * Starts Pyodide's CPython without Pyodide's bridge: its loader, JavaScript proxies and the modules
 * `js` and `pyodide_js` never come to be. What is not there needs no wall, and half of the boot time
 * goes with it.
 */
export async function bootPython(options: BootOptions): Promise<Python> {
  answerConstants();
  const createModule = (
    (await import(pathToFileURL(`${options.pyodideDir}/pyodide.asm.mjs`).href)) as {
      default: CreateModule;
    }
  ).default;

  let module: EmscriptenModule | null = null;
  let exports: WasmExports = {};
  const loaded = (): EmscriptenModule => {
    if (module === null) throw new Error('the interpreter is not loaded');
    return module;
  };
  const gate = new ImportGate(new Channel(), {
    bytes: () => loaded().HEAPU8,
    words: () => loaded().HEAPU32,
  });
  module = await createModule({
    noInitialRun: !options.initialize,
    arguments: [],
    thisProgram: './python',
    preRun: [
      (early) => {
        module = early; // CPython may start before `createModule` returns, and asks for the time
        options.preRun(early);
      },
    ],
    print: note,
    printErr: note,
    locateFile: (path) => `${options.pyodideDir}/${path}`,
    API: bridgelessApi(),
    instantiateWasm(imports, receive) {
      addErrorMarker(imports);
      keepUtc(imports, () => loaded().HEAPU8);
      gate.install(imports);
      const instance = options.instantiate(imports);
      exports = instance.exports;
      receive({ exports }, instance.module);
      return {};
    },
  });
  const python = loaded();
  const table = exports['__indirect_function_table'] as WasmTable;
  return {
    gate,
    module: python,
    tableLength: table.length,
    run(program) {
      const text = python.stringToNewUTF8(program);
      const status = python._PyRun_SimpleString(text);
      python._free(text);
      return status === 0;
    },
  };
}

/** Emscripten asks for the flags of `open` as it loads; the permission model forbids the real answer. */
function answerConstants(): void {
  const bare = process as unknown as { binding(name: string): unknown };
  bare.binding = (name) => {
    if (name === 'constants') return { fs: fs.constants };
    throw new Error(`process.binding(${name}) is closed`);
  };
}

/** Two imports that Pyodide's own loader would supply. The marker is a value that nothing else equals. */
function addErrorMarker(imports: WasmImports): void {
  const env = imports['env'];
  if (env === undefined) throw new Error('the interpreter has no imports');
  const marker = Symbol('error marker');
  env['Jsv_GetError_import'] = () => marker;
  env['JsvError_Check'] = (value: unknown) => value === marker;
}

/** The least that the glue reads as it loads. Its packages and its globals stay empty. */
function bridgelessApi(): object {
  return {
    config: {
      jsglobals: Object.create(null) as object,
      env: {},
      packages: [],
      BUILD_ID: '0'.repeat(64),
    },
    runtimeEnv: { IN_NODE: true, IN_NODE_ESM: true },
  };
}
