import { stableHash } from './stable-hash.ts';

/**
 * Which scheduler looks after which workers. Each worker falls into one of `SHARDS` shards, and each
 * shard is held by one scheduler at a time:
 *
 *   free --take--> held --give--> held by another
 *                  held --its holder dies: time--> free
 *
 * Every scheduler decides for itself, from the same rows and at its own time, and takes or gives only
 * what it is short of or has too much of. So nothing moves that need not: where everybody has its
 * share, nobody does anything, and one that joins or leaves moves its own share alone.
 */

/** Known to the database too: the migrations reckon a worker's shard from it. The most schedulers with work. */
export const SHARDS = 64;

export interface ShardOwner {
  readonly shard: number;
  /** Null: free, or its holder's time is over. */
  readonly owner: string | null;
}

export interface ShardMoves {
  /** Free shards to take for oneself. */
  readonly take: readonly number[];
  /** Shards of one's own to hand to others. */
  readonly give: readonly { readonly shard: number; readonly to: string }[];
}

/**
 * How many of `shards` shards are one scheduler's: as many as any other's or one more, the odd ones to
 * the first ids in order. None for one that is not among the living.
 */
export function shareOf(scheduler: string, living: readonly string[], shards: number): number {
  const rank = [...living].sort().indexOf(scheduler);
  if (rank < 0) return 0;
  return Math.floor(shards / living.length) + (rank < shards % living.length ? 1 : 0);
}

/**
 * What `me` does now. `living` are the ids of all schedulers that live; one that is leaving calls this
 * with itself left out and so hands on everything.
 */
export function shardMoves(
  me: string,
  living: readonly string[],
  owners: readonly ShardOwner[],
): ShardMoves {
  const mine = shardsOf(me, owners);
  const excess = mine.length - shareOf(me, living, owners.length);
  if (excess < 0)
    return { take: dearestTo(me, shardsOf(null, owners)).slice(0, -excess), give: [] };
  return { take: [], give: handedOn(dearestTo(me, mine).reverse().slice(0, excess)) };

  function handedOn(spare: readonly number[]): ShardMoves['give'] {
    const short = new Map(
      living.map((id) => [id, shareOf(id, living, owners.length) - shardsOf(id, owners).length]),
    );
    const give: { shard: number; to: string }[] = [];
    for (const shard of spare) {
      const [to] = [...short.keys()]
        .filter((id) => (short.get(id) ?? 0) > 0)
        .sort((a, b) => likingOf(b, shard) - likingOf(a, shard));
      // Shares add up to all shards: where one has too much, another is short.
      if (to === undefined) break;
      give.push({ shard, to });
      short.set(to, (short.get(to) ?? 0) - 1);
    }
    return give;
  }
}

function shardsOf(owner: string | null, owners: readonly ShardOwner[]): number[] {
  return owners.filter((o) => o.owner === owner).map((o) => o.shard);
}

/** By rendezvous, the most wanted first: schedulers that reach for free shards at once reach apart. */
function dearestTo(scheduler: string, shards: readonly number[]): number[] {
  return [...shards].sort((a, b) => likingOf(scheduler, b) - likingOf(scheduler, a));
}

function likingOf(scheduler: string, shard: number): number {
  return stableHash(`${scheduler} ${shard}`);
}
