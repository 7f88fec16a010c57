import { describe, expect, it } from '@jest/globals';
import { visible, visibleLines, widthOf } from './visible-text.ts';

describe("a worker's text on the terminal", () => {
  it.each([
    ['\x1b[2J\x1b]0;title\x07', '\\x1b[2J\\x1b]0;title\\x07'],
    ['a\rb\tc\nd', 'a\\rb\\tc\\nd'],
    ['\x00\x7f\x9b31m\x85', '\\x00\\x7f\\x9b31m\\x85'],
    ['\u202egnp.exe\u2066 \u2028', '\\u202egnp.exe\\u2066 \\u2028'],
    ['half \ud800', 'half \\ud800'],
  ])('shows %j escaped', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('leaves what people write', () => {
    const text = 'Grüße, 日本語, עברית, 👩‍👩‍👧, é, \\x1b, 100 %';
    expect(visible(text)).toBe(text);
  });

  it('keeps the lines of a traceback and nothing else of its controls', () => {
    expect(visibleLines('a\nb\x1b[A\n')).toEqual(['a', 'b\\x1b[A', '']);
  });

  it.each([
    ['abc', 3],
    ['日本', 4],
    ['e\u0301', 1],
    ['🚀x', 3],
  ])('knows the width of %s', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });
});
