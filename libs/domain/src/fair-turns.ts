import { Queue } from './queue.ts';

/** One workspace's line and its place in the round. */
interface Line<T> {
  readonly key: string;
  weight: number;
  /** Turns left before the others have theirs. */
  credit: number;
  readonly items: Queue<T>;
  /** Its neighbours in the ring of those that may be served; null while it is parked. */
  place: { before: Line<T>; after: Line<T> } | null;
}

/**
 * Weighted round robin: who is served next when many workspaces wait. First come, first served within
 * a workspace; between workspaces each gets as many turns a round as its weight says. So a workspace
 * with a long line gets its share and no more, and one that comes with a single item waits at most one
 * round, however long the lines of the others are.
 *
 *   absent --join--> in the round --its turns are used--> at the end of the round, with new ones
 *   in the round --park--> parked (keeps its items, loses its place) --resume--> at the end of the round
 *   in the round, parked --its last item is gone--> absent
 *
 * A step costs the same however many wait, but for `serve` and `leave`, which say what they cost.
 */
export class FairTurns<T> {
  private readonly lines = new Map<string, Line<T>>();
  /** Whose turn it is; null while nobody may be served. */
  private head: Line<T> | null = null;
  private inRound = 0;
  private count = 0;

  /** Items that wait, those of parked workspaces too. */
  get size(): number {
    return this.count;
  }

  /** `weight`: turns a round, at least 1; the newest one given holds for the whole workspace. */
  join(key: string, item: T, weight = 1): void {
    this.count += 1;
    const turns = Math.max(1, Math.floor(weight));
    const known = this.lines.get(key);
    if (known !== undefined) {
      known.weight = turns;
      known.items.push(item);
      return;
    }
    const line: Line<T> = { key, weight: turns, credit: turns, items: new Queue(), place: null };
    line.items.push(item);
    this.lines.set(key, line);
    this.enter(line);
  }

  /**
   * Takes the item whose turn it is; null where nobody may be served. A workspace whose first item is
   * not allowed now is parked: resume it when that may have changed.
   */
  next(
    allows: (item: T) => boolean = () => true,
  ): { readonly key: string; readonly item: T } | null {
    for (let line = this.head; line !== null; line = this.head) {
      const item = line.items.first();
      if (item !== undefined && allows(item)) {
        this.served(line);
        return { key: line.key, item };
      }
      this.exit(line);
    }
    return null;
  }

  /**
   * Offers the first item of each workspace until a whole round places none. Who cannot be placed keeps
   * the turn. Costs a call of `place` for each workspace a round.
   */
  serve(place: (item: T) => boolean): void {
    for (let placed = true; placed;) {
      placed = false;
      let line = this.head;
      for (let left = this.inRound; left > 0 && line !== null; left -= 1) {
        const after: Line<T> | null = line.place?.after ?? null;
        const item = line.items.first();
        if (item !== undefined && place(item)) {
          placed = true;
          this.served(line);
        }
        line = after;
      }
    }
  }

  /** Leaves a workspace out, for instance because it runs as much as it may. */
  park(key: string): void {
    const line = this.lines.get(key);
    if (line !== undefined) this.exit(line);
  }

  /** Lets it take turns again, behind the others. */
  resume(key: string): void {
    const line = this.lines.get(key);
    if (line === undefined || line.place !== null) return;
    line.credit = line.weight;
    this.enter(line);
  }

  /** Forgets one that waits no longer; whether it was there. Costs a look at its workspace's line. */
  leave(key: string, item: T): boolean {
    const line = this.lines.get(key);
    if (line === undefined || !line.items.remove(item)) return false;
    this.count -= 1;
    if (line.items.size === 0) this.forget(line);
    return true;
  }

  *items(): Generator<T> {
    for (const line of this.lines.values()) yield* line.items;
  }

  private served(line: Line<T>): void {
    line.items.shift();
    this.count -= 1;
    line.credit -= 1;
    if (line.items.size === 0) this.forget(line);
    else if (line.credit < 1) {
      line.credit = line.weight;
      this.exit(line);
      this.enter(line);
    }
  }

  private forget(line: Line<T>): void {
    this.lines.delete(line.key);
    this.exit(line);
  }

  /** At the end: before the one whose turn it is. */
  private enter(line: Line<T>): void {
    this.inRound += 1;
    const head = this.head;
    if (head === null || head.place === null) {
      line.place = { before: line, after: line };
      this.head = line;
      return;
    }
    const last = head.place.before;
    line.place = { before: last, after: head };
    // A ring of one is its own neighbour on both sides.
    if (last.place !== null) last.place.after = line;
    head.place.before = line;
  }

  private exit(line: Line<T>): void {
    if (line.place === null) return;
    this.inRound -= 1;
    const { before, after } = line.place;
    line.place = null;
    if (after === line) {
      this.head = null;
      return;
    }
    if (before.place !== null) before.place.after = after;
    if (after.place !== null) after.place.before = before;
    if (this.head === line) this.head = after;
  }
}
