import { describe, expect, it } from '@jest/globals';
import type { ClaimedTick } from './claim-ticks.ts';
import { FIRST_TURN, turnAfter } from './claim-turn.ts';

/** `a0 a0 b0`: two ticks of workspace a and one of b, all of round 0. */
function claimed(text: string, weight = 3): ClaimedTick[] {
  return text.split(' ').map((word, n) => ({
    tick_id: `t${n}`,
    workspace_id: word.slice(0, 1),
    message: null,
    turn_weight: weight,
    deliveries: 1,
    rank: String(n + 1),
    round: Number(word.slice(1)),
  }));
}

describe('the turn after a claim', () => {
  it.each([
    ['a0 a0 a0 b0', { workspaceId: 'b', left: 2 }],
    ['a0 a0 a0 b0 b0 b0', { workspaceId: 'b', left: 0 }],
    ['a0 a0 a0 a1', { workspaceId: 'a', left: 2 }],
  ])('is that of the last workspace while it has turns left: %s', (text, turn) => {
    expect(turnAfter(claimed(text), FIRST_TURN, true)).toEqual(turn);
  });

  it('takes from what was left over before, then counts anew', () => {
    const before = { workspaceId: 'a', left: 2 };
    expect(turnAfter(claimed('a-1'), before, true)).toEqual({ workspaceId: 'a', left: 1 });
    expect(turnAfter(claimed('a-1 a-1 a0'), before, true)).toEqual({ workspaceId: 'a', left: 2 });
  });

  it('leaves nothing over where all that waited was claimed, or nothing did', () => {
    expect(turnAfter(claimed('a0'), FIRST_TURN, false)).toEqual({ workspaceId: 'a', left: 0 });
    const before = { workspaceId: 'a', left: 2 };
    expect(turnAfter([], before, false)).toEqual({ workspaceId: 'a', left: 0 });
  });
});
