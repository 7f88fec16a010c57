/** What a member of a consumer group says of itself when it joins. */
export interface Member {
  readonly memberId: string;
  /** Partitions that it had before. */
  readonly owned: readonly number[];
  /** Of those, the ones whose messages it is handling. */
  readonly busy: readonly number[];
  /** It is on its way out and takes nothing new. */
  readonly closing: boolean;
}

/**
 * Deals partitions out to the members of a group: to each an equal number, and as many as possible to
 * whoever had them, first of all those with messages being handled: they would be delivered again. A
 * member that is closing keeps only these. Every member that is told the same decides the same.
 */
export function assignPartitions(
  partitions: readonly number[],
  members: readonly Member[],
): ReadonlyMap<string, readonly number[]> {
  const sorted = [...members].sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
  const open = sorted.filter(({ closing }) => !closing);
  const takers = open.length > 0 ? open : sorted;
  const free = new Set(partitions);
  const hands = new Map(sorted.map(({ memberId }) => [memberId, [] as number[]]));
  const give = (memberId: string, partition: number): void => {
    free.delete(partition);
    hands.get(memberId)?.push(partition);
  };

  if (open.length > 0) {
    for (const { memberId, closing, busy } of sorted) {
      if (closing) busy.filter((p) => free.has(p)).forEach((p) => give(memberId, p));
    }
  }
  const share = Math.ceil(free.size / Math.max(1, takers.length));
  // Busy ones of everybody before idle ones of anybody.
  for (const claim of ['busy', 'owned'] as const) {
    for (const member of takers) {
      for (const partition of member[claim]) {
        const hand = hands.get(member.memberId) ?? [];
        if (free.has(partition) && hand.length < share) give(member.memberId, partition);
      }
    }
  }
  for (const partition of [...free].sort((a, b) => a - b)) {
    const poorest = leastOf(takers, hands);
    if (poorest !== null) give(poorest, partition);
  }
  level(takers, hands);
  for (const hand of hands.values()) hand.sort((a, b) => a - b);
  return hands;
}

/** Moves idle partitions from who has two more than another, so that everybody has work. */
function level(takers: readonly Member[], hands: ReadonlyMap<string, number[]>): void {
  for (;;) {
    const byCount = [...takers].sort(
      (a, b) => sizeOf(hands, a.memberId) - sizeOf(hands, b.memberId),
    );
    const [poorest, richest] = [byCount[0], byCount.at(-1)];
    if (poorest === undefined || richest === undefined) return;
    const rich = hands.get(richest.memberId) ?? [];
    if (rich.length - sizeOf(hands, poorest.memberId) < 2) return;
    const idle = rich.findLastIndex((partition) => !richest.busy.includes(partition));
    const [moved] = rich.splice(idle === -1 ? rich.length - 1 : idle, 1);
    if (moved !== undefined) hands.get(poorest.memberId)?.push(moved);
  }
}

function leastOf(
  takers: readonly Member[],
  hands: ReadonlyMap<string, readonly number[]>,
): string | null {
  let least: string | null = null;
  for (const { memberId } of takers) {
    if (least === null || sizeOf(hands, memberId) < sizeOf(hands, least)) least = memberId;
  }
  return least;
}

function sizeOf(hands: ReadonlyMap<string, readonly number[]>, memberId: string): number {
  return hands.get(memberId)?.length ?? 0;
}
