import type { LogMessage, OutcomeMessage } from '@aispinner/contracts';

export interface StreamConsumer {
  close(): Promise<void>;
}

/**
 * Records on their way from many processes to the ledger: outcomes or log batches. At least once, in
 * batches; the reader absorbs repeats by `tickId` or `batchId`. Several readers share the records.
 *
 * Not in this port: replay of what was acknowledged, order between workers.
 */
export interface RecordStream<T> {
  /** Durable when it resolves. */
  publish(records: readonly T[]): Promise<void>;
  /** Resolving the handler acknowledges the whole batch; rejecting gets it delivered again, later. */
  consume(
    options: { consumerId: string; maxBatch: number },
    handle: (batch: readonly T[]) => Promise<void>,
  ): Promise<StreamConsumer>;
  close(): Promise<void>;
}

export type OutcomeStream = RecordStream<OutcomeMessage>;
export type LogStream = RecordStream<LogMessage>;
