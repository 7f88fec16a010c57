import type { WheelSource } from './fetch-wheel.ts';
import { PackageError } from './package-error.ts';

export const HELP = `npm run sandbox:packages -- PACKAGE... [--from FOLDER|URL] [--wheel FILE]...

Installs Python packages for the workers' sandboxes, in the versions that the pinned Pyodide names,
with all that they need. What is named replaces what was installed; runners take it at their start.

  --from FOLDER|URL  where the wheels lie (the address of Pyodide's authors, where not given)
  --wheel FILE       a wheel that Pyodide does not name; its hash is printed
  --list             what is installed
  --check            tries what is installed in a sandbox, as is done after each installation
  --none             removes all
`;

export type Arguments =
  | { readonly kind: 'help' }
  | { readonly kind: 'list' }
  | { readonly kind: 'check' }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'install';
      readonly names: readonly string[];
      readonly wheelFiles: readonly string[];
      /** Null: the authors' address. */
      readonly source: WheelSource | null;
    };

/** Throws `PackageError` for what is no command. */
export function readArguments(args: readonly string[]): Arguments {
  if (args.includes('--help')) return { kind: 'help' };
  if (args.length === 1 && args[0] === '--list') return { kind: 'list' };
  if (args.length === 1 && args[0] === '--check') return { kind: 'check' };
  if (args.length === 1 && args[0] === '--none') return { kind: 'none' };
  const names: string[] = [];
  const wheelFiles: string[] = [];
  let source: WheelSource | null = null;
  const left = [...args];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === '--from' || word === '--wheel') {
      const value = left.shift();
      if (value === undefined) throw new PackageError(`${word} needs a value (--help shows how).`);
      if (word === '--wheel') wheelFiles.push(value);
      else if (/^https?:\/\//.test(value)) source = { kind: 'url', base: value };
      else source = { kind: 'folder', path: value };
    } else if (word.startsWith('-')) {
      throw new PackageError(`There is no option ${word} (--help shows which there are).`);
    } else {
      names.push(word);
    }
  }
  if (names.length + wheelFiles.length === 0) {
    throw new PackageError('Name the packages to be installed (--help shows how).');
  }
  return { kind: 'install', names, wheelFiles, source };
}
