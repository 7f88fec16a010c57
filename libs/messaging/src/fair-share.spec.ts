import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { claimSize, overShare } from './fair-share.ts';

/** The same, a claim at a time, as a consumer does it: each greedy workspace gives up to 8. */
function fillByClaims(places: number, greedy: number): string[] {
  const held: string[] = [];
  for (;;) {
    const free = places - held.length;
    const sated = overShare(held, free);
    const hungry = Array.from({ length: greedy }, (_, n) => `w${n}`).filter(
      (w) => !sated.includes(w),
    );
    const offered = Array.from({ length: 8 }, () => hungry).flat();
    const claimed = offered.slice(0, claimSize(free, places));
    if (claimed.length === 0) return held;
    held.push(...claimed);
  }
}

/** Fills `places` with greedy workspaces that take turns, one place at a time. */
function fill(places: number, greedy: number): string[] {
  const held: string[] = [];
  for (let turn = 0, refused = 0; refused < greedy && held.length < places; turn++) {
    const workspaceId = `w${turn % greedy}`;
    if (overShare(held, places - held.length).includes(workspaceId)) refused += 1;
    else {
      held.push(workspaceId);
      refused = 0;
    }
  }
  return held;
}

describe('the share of a workspace', () => {
  it('is nearly everything when nobody else comes', () => {
    expect(fill(256, 1).length).toBe(228);
  });

  it('is all of a handful of places', () => {
    expect(fill(8, 1).length).toBe(8);
  });

  it('leaves a place for the next workspace beside several greedy ones', () => {
    const sizes = fc
      .integer({ min: 16, max: 512 })
      .chain((places) =>
        fc.tuple(fc.constant(places), fc.integer({ min: 1, max: (places - 1) >> 3 })),
      );
    fc.assert(
      fc.property(sizes, ([places, greedy]) => {
        const held = fill(places, greedy);
        expect(held.length).toBeLessThan(places);
        expect(overShare(held, places - held.length)).not.toContain('newcomer');
      }),
    );
  });

  it('holds nearly as well though ticks are claimed by the batch', () => {
    for (const places of [32, 64, 256]) {
      for (const greedy of [1, 2, 3]) {
        const held = fillByClaims(places, greedy).length;
        expect(held).toBeLessThan(places);
        expect(held - fill(places, greedy).length).toBeLessThanOrEqual(1 + places / 32);
      }
    }
    expect(fillByClaims(8, 1)).toHaveLength(8);
  });

  it('is the same for all that are greedy', () => {
    const held = fill(256, 4);
    const counts = ['w0', 'w1', 'w2', 'w3'].map((id) => held.filter((h) => h === id).length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    expect(Math.min(...counts)).toBeGreaterThan(50);
  });
});
