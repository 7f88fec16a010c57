import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FairTurns } from './fair-turns.ts';

const served = (turns: FairTurns<string>, count: number): string[] => {
  const items: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const next = turns.next();
    if (next !== null) items.push(next.item);
  }
  return items;
};

/** The workspace of an item is its letter. */
const waiting = (weights: Readonly<Record<string, number>>, ...items: string[]) => {
  const turns = new FairTurns<string>();
  for (const item of items) turns.join(item.charAt(0), item, weights[item.charAt(0)]);
  return turns;
};

describe('FairTurns', () => {
  it('gives each workspace as many turns a round as its weight says', () => {
    const turns = waiting({ a: 2 }, 'a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1');
    expect(served(turns, 7)).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'a4', 'b2']);
    expect(turns.next()).toBeNull();
  });

  it('passes over a parked workspace and puts it behind the others when it is resumed', () => {
    const turns = waiting({}, 'a1', 'a2', 'b1', 'b2');
    turns.park('a');
    expect(served(turns, 1)).toEqual(['b1']);
    turns.resume('a');
    expect(served(turns, 3)).toEqual(['b2', 'a1', 'a2']);
  });

  it('parks a workspace whose first item is not allowed now, and keeps its order', () => {
    const turns = waiting({}, 'a1', 'a2', 'b1');
    expect(turns.next((item) => item !== 'a1')?.item).toBe('b1');
    expect(turns.next()).toBeNull();
    turns.resume('a');
    expect(served(turns, 2)).toEqual(['a1', 'a2']);
  });

  it('keeps what joins a parked workspace until it is resumed', () => {
    const turns = waiting({}, 'a1');
    turns.park('a');
    turns.join('a', 'a2');
    expect([turns.size, turns.next()]).toEqual([2, null]);
    turns.resume('a');
    expect(served(turns, 2)).toEqual(['a1', 'a2']);
  });
});

describe('FairTurns, whatever waits', () => {
  const workspaces = fc.array(
    fc.record({ weight: fc.integer({ min: 1, max: 6 }), items: fc.integer({ min: 1, max: 200 }) }),
    { minLength: 1, maxLength: 8 },
  );

  const lined = (list: readonly { weight: number; items: number }[]): FairTurns<number> => {
    const turns = new FairTurns<number>();
    list.forEach(({ weight, items }, i) => {
      for (let n = 0; n < items; n += 1) turns.join(`w${i}`, n, weight);
    });
    return turns;
  };

  it('serves all, once each, in the order of each workspace', () => {
    fc.assert(
      fc.property(workspaces, (list) => {
        const turns = lined(list);
        const seen = new Map<string, number[]>();
        for (let next = turns.next(); next !== null; next = turns.next()) {
          seen.set(next.key, [...(seen.get(next.key) ?? []), next.item]);
        }
        list.forEach(({ items }, i) => {
          expect(seen.get(`w${i}`)).toEqual(Array.from({ length: items }, (_, n) => n));
        });
        expect(turns.size).toBe(0);
      }),
    );
  });

  it('gives shares by weight while all wait, off by no more than one round', () => {
    fc.assert(
      fc.property(workspaces, (list) => {
        const turns = lined(list);
        const counts = list.map(() => 0);
        for (let total = 1; ; total += 1) {
          const next = turns.next();
          if (next === null) break;
          const at = Number(next.key.slice(1));
          counts[at] = (counts[at] ?? 0) + 1;
          if ((counts[at] ?? 0) === list[at]?.items) break;
          const sum = list.reduce((all, { weight }) => all + weight, 0);
          list.forEach(({ weight }, i) => {
            expect(Math.abs((counts[i] ?? 0) - (total * weight) / sum)).toBeLessThanOrEqual(weight);
          });
        }
      }),
    );
  });

  it('starves nobody: one that comes late waits no longer than the others have turns in a round', () => {
    fc.assert(
      fc.property(workspaces, fc.nat({ max: 100 }), (list, before) => {
        const turns = lined(list);
        for (let i = 0; i < before; i += 1) turns.next();
        turns.join('late', -1);
        const round = list.reduce((sum, { weight }) => sum + weight, 0);
        const next = Array.from({ length: round + 1 }, () => turns.next()?.key);
        expect(next).toContain('late');
      }),
    );
  });

  it('keeps its books whatever is parked, resumed and given up', () => {
    const step = fc.oneof(
      ...(['join', 'next', 'park', 'resume', 'leave'] as const).map((what) =>
        fc.record({ what: fc.constant(what), key: fc.constantFrom('a', 'b', 'c') }),
      ),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const turns = new FairTurns<number>();
        const model = new Map<string, number[]>();
        const parked = new Set<string>();
        steps.forEach(({ what, key }, n) => {
          const own = model.get(key) ?? [];
          switch (what) {
            case 'join':
              turns.join(key, n);
              model.set(key, [...own, n]);
              break;
            case 'next': {
              const next = turns.next();
              const may = [...model].some(([k, items]) => items.length > 0 && !parked.has(k));
              expect(next !== null).toBe(may);
              if (next === null) break;
              expect(parked.has(next.key)).toBe(false);
              const [first, ...rest] = model.get(next.key) ?? [];
              expect(next.item).toBe(first);
              model.set(next.key, rest);
              break;
            }
            case 'park':
              turns.park(key);
              if (own.length > 0) parked.add(key);
              break;
            case 'resume':
              turns.resume(key);
              parked.delete(key);
              break;
            case 'leave':
              expect(turns.leave(key, own[0] ?? -1)).toBe(own.length > 0);
              model.set(key, own.slice(1));
              break;
          }
          if ((model.get(key) ?? []).length === 0) parked.delete(key);
          const left = [...model.values()].flat().sort((x, y) => x - y);
          expect([...turns.items()].sort((x, y) => x - y)).toEqual(left);
          expect(turns.size).toBe(left.length);
        });
      }),
    );
  });
});
