import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Relative imports that are still there when the types are gone: those of types make no cycle. */
const IMPORT = /^\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?\bfrom\s*)?['"](\.[^'"]+)['"]/gm;

/** File -> its relative imports; read again when the file has changed (editors keep lint alive). */
const known = new Map();

function importsOf(file) {
  const { mtimeMs } = statSync(file);
  const seen = known.get(file);
  if (seen?.mtimeMs === mtimeMs) return seen.imports;
  const imports = targetsOf(readFileSync(file, 'utf8'), file);
  known.set(file, { mtimeMs, imports });
  return imports;
}

function targetsOf(text, file) {
  return [...text.matchAll(IMPORT)]
    .map(([, path]) => resolve(dirname(file), path))
    .filter((path) => existsSync(path) && statSync(path).isFile());
}

/** The shortest way by imports from one file to another, both included, or null. */
export function importPath(from, to) {
  const cameFrom = new Map([[from, null]]);
  const queue = [from];
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    if (file === to) {
      const path = [];
      for (let at = file; at !== null; at = cameFrom.get(at)) path.unshift(at);
      return path;
    }
    for (const next of importsOf(file)) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, file);
      queue.push(next);
    }
  }
  return null;
}

/** Two files that need each other cannot be read, tested or loaded alone. */
export const noImportCycle = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { cycle: 'Import cycle: {{path}}.' },
  },
  create(context) {
    const check = (node) => {
      const path = node.source?.value;
      const kind = node.importKind ?? node.exportKind;
      if (typeof path !== 'string' || !path.startsWith('.') || kind === 'type') return;
      const target = resolve(dirname(context.filename), path);
      if (!existsSync(target) || !statSync(target).isFile()) return;
      const back = importPath(target, context.filename);
      if (back === null) return;
      const names = [context.filename, ...back].map((file) => file.slice(context.cwd.length + 1));
      context.report({ node, messageId: 'cycle', data: { path: names.join(' -> ') } });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check };
  },
};
