/**
 * How many of a consumer's places one workspace may hold: fewer than `EAGERNESS` times its weight times
 * the places still free (dynamic thresholds, Choudhury and Hahne, 1998). Alone, a workspace gets nearly
 * all; several that are greedy get parts as their weights are; and while the weights of the greedy ones
 * sum to fewer than an `EAGERNESS`th of the places, some stay free for one that comes now. A fixed part
 * would waste places, or let a few fill them all.
 *
 * Up to `EAGERNESS` places in all there is nothing to share out: whoever comes first gets them.
 */
const EAGERNESS = 8;

/** What holds a place: a tick of a workspace. */
export interface PlaceHolder {
  readonly workspaceId: string;
  /** Of its plan, at least 1. */
  readonly turnWeight: number;
}

/** The workspaces that must take no more for now, given who holds the other places. */
export function overShare(held: Iterable<PlaceHolder>, freePlaces: number): string[] {
  const counts = new Map<string, { places: number; weight: number }>();
  for (const { workspaceId, turnWeight } of held) {
    const places = (counts.get(workspaceId)?.places ?? 0) + 1;
    counts.set(workspaceId, { places, weight: turnWeight });
  }
  return [...counts]
    .filter(([, { places, weight }]) => !mayTake(places, freePlaces, weight))
    .map(([id]) => id);
}

/**
 * How many ticks to claim at once into `free` of `places`: half of them where they are shared out, so
 * that shares are weighed anew as places become few.
 */
export function claimSize(freePlaces: number, places: number): number {
  return places <= EAGERNESS ? freePlaces : Math.ceil(freePlaces / 2);
}

/** Whether a workspace of this weight that holds so many places may take one more of those that are free. */
export function mayTake(heldPlaces: number, freePlaces: number, weight: number): boolean {
  return heldPlaces < EAGERNESS * weight * freePlaces;
}
