import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldDiff, lineDiff, type DiffLine } from './line-diff.ts';

const marks = { same: ' ', added: '+', removed: '-' } as const;
const show = (lines: readonly (DiffLine | null)[]): string[] =>
  lines.map((line) => (line === null ? '…' : marks[line.kind] + line.text));

const side = (lines: readonly DiffLine[], dropped: DiffLine['kind']): string =>
  lines
    .filter((line) => line.kind !== dropped)
    .map((line) => line.text)
    .join('\n');

describe('lineDiff', () => {
  it('shows what was taken out before what was put in', () => {
    expect(show(lineDiff('a\nb\nc', 'a\nx\nc'))).toEqual([' a', '-b', '+x', ' c']);
  });

  it('counts the lines of both texts', () => {
    const lines = lineDiff('a\nb', 'a\nx\nb');
    expect(lines.map((line) => [line.oldLine, line.newLine])).toEqual([
      [1, 1],
      [null, 2],
      [2, 3],
    ]);
  });

  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 });

  it('holds both texts whole, whatever they are', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const lines = lineDiff(a.join('\n'), b.join('\n'));
        expect(side(lines, 'added')).toBe(a.join('\n'));
        expect(side(lines, 'removed')).toBe(b.join('\n'));
      }),
    );
  });

  it('finds nothing between equal texts', () => {
    fc.assert(
      fc.property(text, (a) => {
        const lines = lineDiff(a.join('\n'), a.join('\n'));
        expect(lines.every((line) => line.kind === 'same')).toBe(true);
      }),
    );
  });
});

describe('foldDiff', () => {
  it('keeps lines around a change and marks what it leaves out', () => {
    const old = ['1', '2', '3', '4', '5', '6', '7'];
    const lines = lineDiff(old.join('\n'), old.with(3, 'x').join('\n'));
    expect(show(foldDiff(lines, 1))).toEqual(['…', ' 3', '-4', '+x', ' 5', '…']);
  });

  it('leaves out everything where nothing changed', () => {
    expect(foldDiff(lineDiff('a\nb', 'a\nb'), 3)).toEqual([null]);
  });
});
