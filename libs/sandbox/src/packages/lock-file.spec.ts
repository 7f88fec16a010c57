import { describe, expect, it } from '@jest/globals';
import { resolvePackages, type LockFile } from './lock-file.ts';

const locked = (name: string, depends: string[] = [], kind = 'package') =>
  [
    name,
    {
      ...{ name, depends, kind, version: '1', sha256: '', imports: [name] },
      fileName: kind === 'package' ? `${name}-1-py3-none-any.whl` : `${name}.zip`,
    },
  ] as const;

const lock: LockFile = {
  abi: { python: '314', abi: '2026_0' },
  packages: new Map([
    locked('pandas', ['numpy', 'python-dateutil']),
    locked('numpy'),
    locked('python-dateutil', ['six']),
    locked('six'),
    locked('a', ['b']),
    locked('b', ['a']),
    locked('libgeos', [], 'shared_library'),
    locked('shapely', ['libgeos']),
    locked('broken', ['nowhere']),
  ]),
};
const names = (...asked: string[]) => resolvePackages(lock, asked).map((one) => one.name);

describe('resolvePackages', () => {
  it('gives what is needed before what needs it, each once', () => {
    expect(names('pandas', 'numpy')).toEqual(['numpy', 'six', 'python-dateutil', 'pandas']);
    expect(names('Python_Dateutil')).toEqual(['six', 'python-dateutil']);
  });

  it('leaves out what is given, and what only that would need', () => {
    const found = resolvePackages(lock, ['pandas'], new Set(['python-dateutil']));
    expect(found.map((one) => one.name)).toEqual(['numpy', 'pandas']);
  });

  it('ends where packages need each other', () => {
    expect(names('a')).toEqual(['b', 'a']);
  });

  it('says in a sentence what cannot be had', () => {
    expect(() => names('numpi')).toThrow(
      'The pinned Pyodide has no package numpi. Did you mean numpy?',
    );
    expect(() => names('zzzzzzzz')).toThrow(/no package zzzzzzzz\.$/);
    expect(() => names('broken')).toThrow(/no package nowhere, which broken needs\.$/);
    expect(() => names('shapely')).toThrow('shapely needs libgeos, which is no Python package');
  });
});
