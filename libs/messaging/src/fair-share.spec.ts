import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { overShare } from './fair-share.ts';

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

  it('is the same for all that are greedy', () => {
    const held = fill(256, 4);
    const counts = ['w0', 'w1', 'w2', 'w3'].map((id) => held.filter((h) => h === id).length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    expect(Math.min(...counts)).toBeGreaterThan(50);
  });
});
