import type { ClaimedTick } from './claim-ticks.ts';

/** Where the round of workspaces stands between two claims. */
export interface ClaimTurn {
  /** The workspace that was served last; empty before the first. */
  readonly workspaceId: string;
  /** Turns that it still has in its round. */
  readonly left: number;
}

export const FIRST_TURN: ClaimTurn = { workspaceId: '', left: 0 };

/**
 * Whose turn it is after a claim. `claimed` is in the order of turns; `cutShort`: more may wait, and so
 * the last workspace may not have had all its turns.
 */
export function turnAfter(
  claimed: readonly ClaimedTick[],
  before: ClaimTurn,
  cutShort: boolean,
): ClaimTurn {
  const last = claimed.at(-1);
  if (last === undefined) return { workspaceId: before.workspaceId, left: 0 };
  const { workspace_id: workspaceId, round } = last;
  const granted = round < 0 ? before.left : last.turn_weight;
  const used = claimed.filter((t) => t.workspace_id === workspaceId && t.round === round).length;
  return { workspaceId, left: cutShort ? Math.max(0, granted - used) : 0 };
}
