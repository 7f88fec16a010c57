/**
 * How many of a consumer's places one workspace may hold: fewer than `EAGERNESS` times the places
 * still free (dynamic thresholds, Choudhury and Hahne, 1998). Alone, a workspace gets nearly all;
 * several that are greedy get equal parts; and while fewer than an `EAGERNESS`th of the places are
 * greedy workspaces, some stay free for one that comes now. A fixed part would waste places, or let a
 * few fill them all.
 *
 * Up to `EAGERNESS` places in all there is nothing to share out: whoever comes first gets them.
 */
const EAGERNESS = 8;

/** The workspaces that must take no more for now, given how many places each holds. */
export function overShare(held: Iterable<string>, freePlaces: number): string[] {
  const counts = new Map<string, number>();
  for (const workspaceId of held) counts.set(workspaceId, (counts.get(workspaceId) ?? 0) + 1);
  return [...counts].filter(([, n]) => n >= EAGERNESS * freePlaces).map(([id]) => id);
}

/**
 * How many ticks to claim at once into `free` of `places`: half of them where they are shared out, so
 * that shares are weighed anew as places become few.
 */
export function claimSize(freePlaces: number, places: number): number {
  return places <= EAGERNESS ? freePlaces : Math.ceil(freePlaces / 2);
}

/** Whether a workspace that holds so many places may take one more of those that are free. */
export function mayTake(heldPlaces: number, freePlaces: number): boolean {
  return heldPlaces < EAGERNESS * freePlaces;
}
