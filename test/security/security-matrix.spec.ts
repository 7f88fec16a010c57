import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapePrograms, parseEscapeProgram } from './escape-program.ts';
import { securityMatrix } from './security-matrix.ts';
import { WALL_TESTS } from './wall-tests.ts';

describe('docs/security-matrix.md', () => {
  it('is what the headers of the programs say (else: npm run security:matrix)', () => {
    const path = join(import.meta.dirname, '../../docs/security-matrix.md');
    expect(readFileSync(path, 'utf8')).toBe(securityMatrix(escapePrograms()));
  });

  it.each(Object.entries(WALL_TESTS))('names a test of %s that there is', (_, { spec, test }) => {
    const text = readFileSync(join(import.meta.dirname, '../..', spec), 'utf8');
    expect(text).toContain(`'${test}'`);
  });

  it('takes no program that names a layer which is none', () => {
    const code = '# id: x\n# technique: t\n# layer: moon\n# goal: g\n';
    expect(() => securityMatrix([parseEscapeProgram('x.py', code)])).toThrow(/moon/);
  });

  it('takes no program without its header', () => {
    expect(() => parseEscapeProgram('x.py', '# id: x\n')).toThrow(
      'x.py has no line "# technique:"',
    );
  });
});
