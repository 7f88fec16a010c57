/** A message that nobody could handle. */
export interface DeadLetter {
  /** Names it for `replay`. */
  readonly id: string;
  /** The queue or stream that it was taken off: `ticks`, `outcomes`, `logs`. */
  readonly from: string;
  /** Where in it, as its engine says it; null where that means nothing. */
  readonly place: {
    readonly partition: number;
    readonly offset: number;
    readonly key: string;
  } | null;
  readonly reason: string;
  readonly at: Date;
  /** As it was found: it may be anything. */
  readonly text: string;
}

/**
 * What was set aside, for an operator who has mended what was wrong: with the message's reader, mostly.
 *
 * Not in this port: changing a message. Who must do that publishes another.
 */
export interface DeadLetters {
  /** Oldest first. */
  list(): Promise<readonly DeadLetter[]>;
  /**
   * Puts messages back to where they were taken from, behind what waits there, and forgets the letters.
   * A crash in between may do the first without the second. Returns the ids of those there were.
   */
  replay(ids: readonly string[]): Promise<readonly string[]>;
  close(): Promise<void>;
}
