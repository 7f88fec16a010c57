import { describe, expect, it } from '@jest/globals';
import { rangeOf } from './code-problems.ts';

const LINES = ['import os', '', 'def tick(ctx)', '    return os.getcwd()'];
const TEXT = LINES.join('\n');

function marked(line: number, column: number): string {
  const { from, to } = rangeOf({ line, column, message: '' }, LINES);
  return TEXT.slice(from, to);
}

describe('rangeOf', () => {
  it('marks the word that begins at the column', () => {
    expect(marked(1, 8)).toBe('os');
    expect(marked(4, 12)).toBe('os.getcwd');
  });

  it('marks one character where no word begins', () => {
    expect(marked(3, 9)).toBe('(');
  });

  it('marks the statement that a problem lies at the beginning of', () => {
    expect(marked(1, 1)).toBe('import os');
    expect(marked(4, 5)).toBe('return os.getcwd()');
    expect(marked(4, 1)).toBe('return os.getcwd()');
  });

  it('marks the line where the problem lies past its end', () => {
    expect(marked(3, 14)).toBe('def tick(ctx)');
    expect(marked(4, 99)).toBe('return os.getcwd()');
  });

  it('counts characters, of which some are two units of the text', () => {
    const lines = ['x = ["🚀🚀", os.path]'];
    const { from, to } = rangeOf({ line: 1, column: 12, message: '' }, lines);
    expect(lines[0]?.slice(from, to)).toBe('os.path');
  });

  it('stays inside the text, whatever it is told', () => {
    expect(marked(2, 1)).toBe('');
    expect(marked(0, 0)).toBe('import os');
    expect(marked(99, 1)).toBe('return os.getcwd()');
  });
});
