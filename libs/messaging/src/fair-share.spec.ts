import { describe, expect, it } from '@jest/globals';
import { FairTurns } from '@aispinner/domain';
import fc from 'fast-check';
import { claimSize, overShare, type PlaceHolder } from './fair-share.ts';

const greedyOnes = (weights: readonly number[]): PlaceHolder[] =>
  weights.map((turnWeight, n) => ({ workspaceId: `w${n}`, turnWeight }));
const equals = (count: number): PlaceHolder[] => greedyOnes(Array(count).fill(1));

/** Fills `places` a claim at a time, as a consumer does it: each greedy workspace gives up to 8. */
function fillByClaims(places: number, greedy: readonly PlaceHolder[]): PlaceHolder[] {
  const held: PlaceHolder[] = [];
  for (;;) {
    const free = places - held.length;
    const sated = overShare(held, free);
    const hungry = greedy.filter(({ workspaceId }) => !sated.includes(workspaceId));
    const offered = Array.from({ length: 8 }, () => hungry).flat();
    const claimed = offered.slice(0, claimSize(free, places));
    if (claimed.length === 0) return held;
    held.push(...claimed);
  }
}

/** Fills `places` with greedy workspaces that take turns by weight, one place at a time. */
function fill(places: number, greedy: readonly PlaceHolder[]): PlaceHolder[] {
  const turns = new FairTurns<PlaceHolder>();
  for (const one of greedy) {
    for (let n = 0; n < places; n++) turns.join(one.workspaceId, one, one.turnWeight);
  }
  const held: PlaceHolder[] = [];
  while (held.length < places) {
    const sated = overShare(held, places - held.length);
    const next = turns.next(({ workspaceId }) => !sated.includes(workspaceId));
    if (next === null) break;
    held.push(next.item);
  }
  return held;
}

function placesOf(held: readonly PlaceHolder[], greedy: readonly PlaceHolder[]): number[] {
  return greedy.map(({ workspaceId: id }) => held.filter((h) => h.workspaceId === id).length);
}

describe('the share of a workspace', () => {
  it('is nearly everything when nobody else comes', () => {
    expect(fill(256, equals(1)).length).toBe(228);
  });

  it('is all of a handful of places', () => {
    expect(fill(8, equals(1)).length).toBe(8);
  });

  it('leaves a place for the next workspace beside several greedy ones', () => {
    const sizes = fc.tuple(
      fc.integer({ min: 64, max: 512 }),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 16 }),
    );
    fc.assert(
      fc.property(sizes, ([places, weights]) => {
        const sum = weights.reduce((a, b) => a + b);
        fc.pre(sum <= (places - 1) >> 3);
        const held = fill(places, greedyOnes(weights));
        expect(held.length).toBeLessThan(places);
        expect(overShare(held, places - held.length)).not.toContain('newcomer');
      }),
    );
  });

  it('holds nearly as well though ticks are claimed by the batch', () => {
    for (const places of [32, 64, 256]) {
      for (const greedy of [equals(1), equals(2), equals(3)]) {
        const held = fillByClaims(places, greedy).length;
        expect(held).toBeLessThan(places);
        expect(held - fill(places, greedy).length).toBeLessThanOrEqual(1 + places / 32);
      }
    }
    expect(fillByClaims(8, equals(1))).toHaveLength(8);
  });

  it('is the same for all that are greedy and of one weight', () => {
    const greedy = equals(4);
    const counts = placesOf(fill(256, greedy), greedy);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    expect(Math.min(...counts)).toBeGreaterThan(50);
  });

  it('goes by weight between those that are greedy', () => {
    const greedy = greedyOnes([1, 4]);
    const [one, four] = placesOf(fill(256, greedy), greedy);
    expect((four ?? 0) / (one ?? 0)).toBeCloseTo(4, 0);
  });
});
