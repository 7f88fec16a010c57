import type { IHeaders } from 'kafkajs';
import { OffsetTracker, type OffsetRun } from './offset-tracker.ts';

/** A message in the hands of this consumer. */
export interface Incoming {
  readonly from: OwnedPartition;
  readonly offset: number;
  readonly key: string;
  readonly value: Buffer | null;
  readonly headers: IHeaders;
  /** Another consumer may have handled it, or begun to. */
  readonly mayBeRepeated: boolean;
  /** Waits for its handling, or that has begun. */
  state: 'waiting' | 'begun';
}

/**
 * A partition while it is this consumer's:
 *
 *   (another's) --assigned, note read, own note committed--> owned --revoked--> (another's)
 *
 * Once revoked it commits nothing more; handlers of its messages go on. When the consumer gets the
 * partition again it is another `OwnedPartition`.
 */
export class OwnedPartition {
  readonly partition: number;
  readonly tracker: OffsetTracker;
  /** Below it, messages may have been delivered to an owner before. */
  private readonly repeatedBelow: number;
  revoked = false;
  /** Something was finished since the last commit. */
  dirty = false;
  /** Messages that were handed over and are not yet being handled. */
  waiting = 0;
  /** Messages that are being handled, or were and must be again. */
  begun = 0;
  paused = false;

  constructor(
    partition: number,
    begin: { position: number; done: readonly OffsetRun[]; repeatedBelow: number },
  ) {
    this.partition = partition;
    this.tracker = new OffsetTracker(begin.position, begin.done);
    this.repeatedBelow = begin.repeatedBelow;
  }

  mayBeRepeated(offset: number): boolean {
    return offset < this.repeatedBelow;
  }
}
