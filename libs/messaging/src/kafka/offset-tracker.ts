/** Offsets from `first` to `last`, both among them. */
export interface OffsetRun {
  readonly first: number;
  readonly last: number;
}

/**
 * What has become of the messages of one partition, which are seen in order and finished in any order:
 *
 *   (not seen) --see--> pending --finish--> done
 *
 * Everything below `lowestPending` is done: that is what is committed. What is done above it is kept
 * beside the commit, so that whoever gets the partition next skips it.
 */
export class OffsetTracker {
  private next: number;
  /** In ascending order, since that is how they were seen. */
  private readonly pending = new Set<number>();
  /** Done before this tracker began; ascending. */
  private skips: readonly OffsetRun[];

  /** `position`: the first offset that may not be done. `done`: runs above it that are. */
  constructor(position: number, done: readonly OffsetRun[] = []) {
    this.next = position;
    this.skips = done.filter(({ last }) => last >= position);
  }

  /** The offset to go on reading from. */
  get position(): number {
    return this.next;
  }

  get lowestPending(): number {
    for (const offset of this.pending) return offset;
    return this.next;
  }

  /** False: it was seen before, or is done. */
  see(offset: number): boolean {
    if (offset < this.next) return false;
    this.next = offset + 1;
    const skipped = this.skips.some(({ first, last }) => first <= offset && offset <= last);
    this.skips = this.skips.filter(({ last }) => last >= this.next);
    if (!skipped) this.pending.add(offset);
    return !skipped;
  }

  finish(offset: number): void {
    this.pending.delete(offset);
  }

  /** What is done above `lowestPending`, ascending. Offsets that no message has count as done. */
  doneAbove(): OffsetRun[] {
    const runs: OffsetRun[] = [];
    let after = this.lowestPending;
    for (const offset of this.pending) {
      if (offset > after) runs.push({ first: after, last: offset - 1 });
      after = offset + 1;
    }
    if (this.pending.size > 0 && this.next > after) {
      runs.push({ first: after, last: this.next - 1 });
    }
    for (const { first, last } of this.skips) {
      runs.push({ first: Math.max(first, this.next), last });
    }
    return runs;
  }
}
