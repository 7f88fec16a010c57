import type { WasmExports, WasmModule } from './web-assembly.ts';

/** The few pieces of Pyodide's Emscripten module that the child touches; the package types none. */
export interface EmscriptenModule {
  HEAPU8: Uint8Array;
  HEAPU32: Uint32Array;
  FS: {
    mkdirTree(path: string): void;
    writeFile(path: string, bytes: Uint8Array): void;
    readFile(path: string): Uint8Array;
    unlink(path: string): void;
    mount(type: { mount(): FsNode }, options: object, path: string): void;
    unmount(path: string): void;
    createNode(parent: FsNode | null, name: string, mode: number): FsNode;
    readonly ErrnoError: new (code: number) => Error;
  };
  ENV: Record<string, string>;
  stringToNewUTF8(text: string): number;
  _PyRun_SimpleString(text: number): number;
  _malloc(bytes: number): number;
  _free(pointer: number): void;
}

/** A file or folder of Emscripten's file system. */
export interface FsNode {
  readonly id: number;
  readonly mode: number;
  node_ops: object;
  stream_ops: object;
}

export interface FsStream {
  readonly node: FsNode;
  readonly position: number;
}

/** A function of JavaScript that the WebAssembly imports. Emscripten reads `sig` off it. */
export type ImportedFunction = ((...args: never[]) => unknown) & { sig?: string };
export type WasmImports = Record<string, Record<string, ImportedFunction | object>>;

type Receive = (instance: { readonly exports: WasmExports }, module: WasmModule) => void;

export interface EmscriptenSettings {
  noInitialRun: boolean;
  arguments: string[];
  thisProgram: string;
  preRun: ((module: EmscriptenModule) => void)[];
  print(text: string): void;
  printErr(text: string): void;
  locateFile(path: string): string;
  instantiateWasm(imports: WasmImports, receive: Receive): object;
  /** What Pyodide's own glue, which is part of the module, reads as it loads. */
  API: object;
}

export type CreateModule = (settings: EmscriptenSettings) => Promise<EmscriptenModule>;
