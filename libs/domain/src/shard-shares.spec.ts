import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shardMoves, shareOf, SHARDS, type ShardOwner } from './shard-shares.ts';

const names = fc.uniqueArray(fc.stringMatching(/^sch_[0-9a-f]{4}$/), {
  minLength: 1,
  maxLength: 20,
});

/** Any state that crashes and meetings may leave: shards free, or with the living, unevenly. */
const cluster = names.chain((living) =>
  fc.record({
    living: fc.constant(living),
    owners: fc
      .array(fc.option(fc.constantFrom(...living), { nil: null }), {
        minLength: SHARDS,
        maxLength: SHARDS,
      })
      .map((owners) => owners.map((owner, shard): ShardOwner => ({ shard, owner }))),
  }),
);

/** What the database does with moves: of two who take a shard, the first gets it. */
function moved(
  owners: readonly ShardOwner[],
  me: string,
  living: readonly string[],
  seen: readonly ShardOwner[] = owners,
): ShardOwner[] {
  const { take, give } = shardMoves(me, living, seen);
  return owners.map(({ shard, owner }) => {
    if (owner === null && take.includes(shard)) return { shard, owner: me };
    const given = owner === me ? give.find((g) => g.shard === shard) : undefined;
    return { shard, owner: given?.to ?? owner };
  });
}

function countOf(owners: readonly ShardOwner[], owner: string | null): number {
  return owners.filter((o) => o.owner === owner).length;
}

/** Everybody in turn, each seeing what those before it did. */
function round(owners: readonly ShardOwner[], living: readonly string[]): ShardOwner[] {
  return living.reduce((now, me) => moved(now, me, living), [...owners]);
}

function settled(owners: readonly ShardOwner[], living: readonly string[]): ShardOwner[] {
  return round(round(owners, living), living);
}

describe('shareOf', () => {
  it('divides all shards, as evenly as they go, whatever the order of names', () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 0, max: 200 }), (living, shards) => {
        const shares = living.map((id) => shareOf(id, living, shards));
        expect(shares.reduce((sum, n) => sum + n, 0)).toBe(shards);
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
        expect(living.map((id) => shareOf(id, [...living].reverse(), shards))).toEqual(shares);
      }),
    );
  });
});

describe('shardMoves', () => {
  it('brings everybody its share within two rounds from any state, and then rests', () => {
    fc.assert(
      fc.property(cluster, ({ living, owners }) => {
        const after = settled(owners, living);
        for (const id of living) {
          expect(countOf(after, id)).toBe(shareOf(id, living, SHARDS));
          expect(shardMoves(id, living, after)).toEqual({ take: [], give: [] });
        }
      }),
    );
  });

  it('gets there too when all decide at once from what they saw before', () => {
    fc.assert(
      fc.property(cluster, ({ living, owners }) => {
        let now = owners;
        for (let i = 0; i < living.length + 2; i++) {
          const seen = now;
          now = living.reduce((state, me) => moved(state, me, living, seen), now);
        }
        expect(living.map((id) => countOf(now, id))).toEqual(
          living.map((id) => shareOf(id, living, SHARDS)),
        );
      }),
    );
  });

  it('moves no more for one that joins than its share, and the odd ones', () => {
    fc.assert(
      fc.property(names, fc.stringMatching(/^sch_new[0-9a-f]$/), (before, joining) => {
        const old = settled(freeShards(), before);
        const living = [...before, joining];
        const now = settled(old, living);
        const movedShards = now.filter((o, i) => o.owner !== old[i]?.owner);
        // Sorting in a name shifts who has the odd ones: no more than there are of them.
        const most = shareOf(joining, living, SHARDS) + (SHARDS % living.length);
        expect(movedShards.length).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('hands everything on when its scheduler leaves', () => {
    fc.assert(
      fc.property(names, (all) => {
        fc.pre(all.length > 1);
        const [leaving = '', ...staying] = all;
        const now = moved(settled(freeShards(), all), leaving, staying);
        expect(countOf(now, leaving)).toBe(0);
        expect(countOf(now, null)).toBe(0);
      }),
    );
  });

  it('takes the shards of the dead, each living one its part', () => {
    const [a, b, c] = ['sch_a', 'sch_b', 'sch_c'] as const;
    const three = settled(freeShards(), [a, b, c]);
    const bereft = three.map((o) => (o.owner === c ? { ...o, owner: null } : o));
    const two = round(bereft, [a, b]);
    expect([countOf(two, a), countOf(two, b)]).toEqual([32, 32]);
    // What the living had, they keep.
    for (const { shard, owner } of three) {
      if (owner !== c) expect(two[shard]?.owner).toBe(owner);
    }
  });

  it('gives what is over its share at once, though the dead still hold theirs', () => {
    const owners = freeShards().map(({ shard }) => ({ shard, owner: shard < 40 ? 'a' : 'dead' }));
    const { give } = shardMoves('a', ['a', 'b'], owners);
    expect(give).toHaveLength(8);
    expect(give.every(({ to }) => to === 'b')).toBe(true);
  });
});

function freeShards(): ShardOwner[] {
  return Array.from({ length: SHARDS }, (_, shard) => ({ shard, owner: null }));
}
