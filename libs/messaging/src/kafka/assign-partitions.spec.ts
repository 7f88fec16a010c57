import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assignPartitions, type Member } from './assign-partitions.ts';

const member = (memberId: string, overrides: Partial<Member> = {}): Member => ({
  memberId,
  owned: [],
  busy: [],
  closing: false,
  ...overrides,
});
const TWELVE = Array.from({ length: 12 }, (_, n) => n);

describe('partitions dealt out', () => {
  it('are each given to one member, evenly, whatever the members say they had', () => {
    const some = fc.uniqueArray(fc.nat({ max: 20 }));
    fc.assert(
      fc.property(
        fc.nat({ max: 20 }),
        fc.array(fc.tuple(some, some), { minLength: 1, maxLength: 8 }),
        (count, claims) => {
          const partitions = Array.from({ length: count }, (_, n) => n);
          const members = claims.map(([owned, busy], n) => member(`m${n}`, { owned, busy }));
          const hands = assignPartitions(partitions, members);
          expect([...hands.values()].flat().sort((a, b) => a - b)).toEqual(partitions);
          const sizes = [...hands.values()].map((hand) => hand.length);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('stay with who had them, first of all those that are busy', () => {
    const hands = assignPartitions(TWELVE, [
      member('old', { owned: TWELVE, busy: [7, 11] }),
      member('new'),
    ]);
    expect(hands.get('old')).toEqual(expect.arrayContaining([7, 11]));
    expect(hands.get('old')).toHaveLength(6);
    const before = [...hands].map(([memberId, owned]) => member(memberId, { owned }));
    expect(assignPartitions(TWELVE, before)).toEqual(hands);
  });

  it('go to the others when a member closes, but for its busy ones', () => {
    const hands = assignPartitions(TWELVE, [
      member('a', { owned: [0, 1, 2, 3, 4, 5], busy: [2], closing: true }),
      member('b', { owned: [6, 7, 8, 9, 10, 11] }),
    ]);
    expect(hands.get('a')).toEqual([2]);
    expect(hands.get('b')).toHaveLength(11);
  });

  it('stay where they are when everybody closes', () => {
    const hands = assignPartitions([0, 1], [member('a', { owned: [0, 1], closing: true })]);
    expect(hands.get('a')).toEqual([0, 1]);
  });
});
