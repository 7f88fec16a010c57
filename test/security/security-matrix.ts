import type { EscapeProgram } from './escape-program.ts';
import { WALL_TESTS } from './wall-tests.ts';

/** The walls that a program is run against, by the layer that its header names. */
const TESTED_AGAINST: Readonly<Record<string, readonly string[]>> = {
  python: ['all walls'],
  js: ['all walls', 'language wall off'],
  native: ['all walls', 'language wall off'],
  process: ['all walls', 'language wall off'],
  gate: ['all walls', 'language wall off'],
};
const COLUMNS = ['all walls', 'language wall off'];

/** `docs/security-matrix.md`: how many programs of each class are run against which walls. */
export function securityMatrix(programs: readonly EscapeProgram[]): string {
  const classes = new Map<string, EscapeProgram[]>();
  for (const program of programs) {
    if (TESTED_AGAINST[program.layer] === undefined) {
      throw new Error(`${program.id} names the layer ${program.layer}, which is none`);
    }
    const name = `${program.id.split('-')[0]} (${program.layer})`;
    classes.set(name, [...(classes.get(name) ?? []), program]);
  }
  const rows = [...classes].sort(([a], [b]) => (a < b ? -1 : 1));
  const count = (list: readonly EscapeProgram[], column: string): string => {
    const tested = list.filter(({ layer }) => TESTED_AGAINST[layer]?.includes(column));
    return tested.length === 0 ? '-' : String(tested.length);
  };
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    '# Attack classes and walls',
    '',
    'Written by `npm run security:matrix` from the headers of the programs in `test/security`. Each',
    'number is how many programs of the class are run against the walls of that column:',
    '`escapes.spec.ts` (all walls, the built product) and `behind-language.spec.ts` (a guest without a policy).',
    '',
    line(['class (layer)', 'first technique', ...COLUMNS]),
    line(['---', '---', ...COLUMNS.map(() => '---')]),
    ...rows.map(([name, list]) => {
      const technique = (list[0]?.technique ?? '').replaceAll('|', '\\|');
      return line([name, technique, ...COLUMNS.map((column) => count(list, column))]);
    }),
    line(['**all**', '', ...COLUMNS.map((column) => count(programs, column))]),
    '',
    'Each wall of the process, and a test that tries it with what is inside it switched off:',
    '',
    line(['wall', 'test', 'in']),
    line(['---', '---', '---']),
    ...Object.entries(WALL_TESTS).map(([wall, { spec, test }]) =>
      line([wall, test, `\`${spec}\``]),
    ),
    '',
  ].join('\n');
}
