import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const IMPORT = /\bfrom\s*['"](\.[^'"]+)['"]|\bimport\(\s*['"](\.[^'"]+)['"]/g;

/** The specs of a project that this run may run: a few too many where Jest chooses by more than names. */
export function chosenSpecs(globalConfig, projectConfig) {
  const all = globSync(projectConfig.testMatch, {
    exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path),
  });
  const patterns = globalConfig.testPathPatterns?.patterns ?? [];
  if (patterns.length === 0) return all;
  return globalConfig.runTestsByPath
    ? all.filter((path) => patterns.some((given) => resolve(given) === path))
    : all.filter((path) => patterns.some((pattern) => new RegExp(pattern, 'i').test(path)));
}

/** Whether `word` stands in one of the files, or in one that they import from beside them, and so on. */
export function isNamed(word, files) {
  const seen = new Set(files);
  for (const file of seen) {
    const text = readFileSync(file, 'utf8');
    if (text.includes(word)) return true;
    for (const [, path, lazy] of text.matchAll(IMPORT)) {
      const target = resolve(dirname(file), path ?? lazy);
      if (existsSync(target)) seen.add(target);
    }
  }
  return false;
}
