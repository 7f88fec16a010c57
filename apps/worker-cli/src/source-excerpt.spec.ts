import { describe, expect, it } from '@jest/globals';
import { sourceExcerpt } from './source-excerpt.ts';

describe('the excerpt of a problem', () => {
  it('is its line with a caret under the column', () => {
    expect(sourceExcerpt('import math\nimport os\n', 2, 8)).toEqual([
      '    2 | import os',
      '      |        ^',
    ]);
  });

  it('counts characters, not bytes or UTF-16 units, and what they take on the terminal', () => {
    const [line, caret] = sourceExcerpt("x = '日🚀é' + os", 1, 12);
    expect(line).toBe("    1 | x = '日🚀é' + os");
    expect(caret).toBe(`      | ${' '.repeat("x = '??@@e' + ".length - 1)}^`);
  });

  it('shows tabs as spaces and other controls escaped, the caret in its place', () => {
    expect(sourceExcerpt("\tx = '\x1b[2J'; y", 1, 14)).toEqual([
      "    1 |     x = '\\x1b[2J'; y",
      '      |                    ^',
    ]);
  });

  it('shows of a long line what lies around the place', () => {
    const [line, caret] = sourceExcerpt(`${'a'.repeat(500)}B${'c'.repeat(500)}`, 1, 501);
    expect(line?.length).toBeLessThan(140);
    expect(line?.[caret?.indexOf('^') ?? 0]).toBe('B');
  });

  it('has nothing to show of a line that is empty or not there', () => {
    expect(sourceExcerpt('\n', 1, 1)).toEqual([]);
    expect(sourceExcerpt('a', 9, 1)).toEqual([]);
  });
});
