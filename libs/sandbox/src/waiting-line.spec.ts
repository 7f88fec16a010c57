import { describe, expect, it } from '@jest/globals';
import { WaitingLine } from './waiting-line.ts';

const lineOf = (...items: string[]): WaitingLine<string> => {
  const line = new WaitingLine<string>();
  // The workspace is the letter.
  for (const item of items) line.join(item.charAt(0), item);
  return line;
};

const serve = (line: WaitingLine<string>, places: number): string[] => {
  const served: string[] = [];
  line.serve((item) => {
    if (served.length === places) return false;
    served.push(item);
    return true;
  });
  return served;
};

describe('WaitingLine', () => {
  it('serves workspaces in turn, each in its own order', () => {
    expect(serve(lineOf('a1', 'a2', 'a3', 'b1', 'c1', 'b2'), 6)).toEqual([
      ...['a1', 'b1', 'c1'],
      ...['a2', 'b2', 'a3'],
    ]);
  });

  it('remembers whose turn it is', () => {
    const line = lineOf('a1', 'a2', 'b1', 'b2');
    expect(serve(line, 1)).toEqual(['a1']);
    line.join('a', 'a3');
    expect(serve(line, 1)).toEqual(['b1']);
    expect(serve(line, 1)).toEqual(['a2']);
  });

  it('does not let one that cannot be placed hold up other workspaces', () => {
    const line = lineOf('a1', 'b1');
    const served: string[] = [];
    line.serve((item) => {
      if (item === 'a1') return false;
      served.push(item);
      return true;
    });
    expect(served).toEqual(['b1']);
    expect(line.size).toBe(1);
  });

  it('forgets one that leaves', () => {
    const line = lineOf('a1', 'a2');
    line.leave('a', 'a1');
    line.leave('a', 'a1');
    line.leave('b', 'b1');
    expect(serve(line, 2)).toEqual(['a2']);
    expect(line.size).toBe(0);
  });
});
