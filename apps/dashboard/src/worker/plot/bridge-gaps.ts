/**
 * Where a worker ticks seldom, most slices are empty between two that are not, and that is no gap.
 * Runs of up to `most` nulls become undefined, which is drawn across; longer ones stay gaps.
 */
export function bridgeGaps(
  values: readonly (number | null)[],
  most: number,
): (number | null | undefined)[] {
  const bridged: (number | null | undefined)[] = [...values];
  let start = -1;
  for (let i = 0; i <= values.length; i++) {
    const isHole = i < values.length && values[i] === null;
    if (isHole && start < 0) start = i;
    if (isHole || start < 0) continue;
    const isInside = start > 0 && i < values.length;
    if (isInside && i - start <= most) bridged.fill(undefined, start, i);
    start = -1;
  }
  return bridged;
}
