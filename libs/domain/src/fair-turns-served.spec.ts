import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { FairTurns } from './fair-turns.ts';

const lineOf = (...items: string[]): FairTurns<string> => {
  const line = new FairTurns<string>();
  // The workspace is the letter.
  for (const item of items) line.join(item.charAt(0), item);
  return line;
};

const serve = (line: FairTurns<string>, places: number): string[] => {
  const served: string[] = [];
  line.serve((item) => {
    if (served.length === places) return false;
    served.push(item);
    return true;
  });
  return served;
};

describe('FairTurns, served by a place at a time', () => {
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

describe('FairTurns, served, whatever the burst', () => {
  const bursts = fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 60 });

  it('serves no workspace twice while another waits all the time', () => {
    fc.assert(
      fc.property(bursts, fc.integer({ min: 1, max: 3 }), (workspaces, atOnce) => {
        const line = new FairTurns<number>();
        workspaces.forEach((workspace, item) => line.join(`w${workspace}`, item));
        const order: number[] = [];
        while (line.size > 0) {
          let free = atOnce;
          line.serve((item) => {
            if (free === 0) return false;
            free -= 1;
            order.push(item);
            return true;
          });
        }
        const turns = order.map((item) => workspaces[item] ?? -1);
        turns.forEach((workspace, i) => {
          const next = turns.indexOf(workspace, i + 1);
          if (next < 0) return;
          // All that wait until after the second turn have had one of their own in between.
          const between = new Set(turns.slice(i + 1, next));
          for (const other of new Set(turns.slice(next + 1))) {
            expect(other === workspace || between.has(other)).toBe(true);
          }
        });
        // And none is lost, none served twice, none overtaken by its own.
        expect([...order].sort((a, b) => a - b)).toEqual(workspaces.map((_, item) => item));
        for (const workspace of new Set(workspaces)) {
          const own = order.filter((item) => workspaces[item] === workspace);
          expect(own).toEqual([...own].sort((a, b) => a - b));
        }
      }),
    );
  });
});
