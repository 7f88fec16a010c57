import { InfraError, pauseFor } from '@aispinner/platform';
import type { z } from 'zod';
import type { StreamConsumer } from '../record-stream.ts';
import { KafkaGroupReader } from './kafka-group-reader.ts';
import type { KafkaParts } from './kafka-parts.ts';
import type { Topic } from './kafka-topics.ts';
import type { Incoming, OwnedPartition } from './owned-partition.ts';
import { parseMessage } from './parse-message.ts';
import { setLetterAside } from './set-letter-aside.ts';

/** A record refused on its own comes again after this, doubling; the rest goes on meanwhile, ms. */
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;
const WINDOW = 2_000;

export interface RecordReading<T> {
  readonly parts: KafkaParts;
  readonly topic: Topic;
  readonly schema: z.ZodType<T>;
  readonly options: { consumerId: string; maxBatch: number };
  readonly handle: (batch: readonly T[]) => Promise<void>;
}

interface Entry<T> {
  readonly message: Incoming;
  readonly record: T;
  refusals: number;
}

/**
 * Handles one batch after the other, of whatever partitions have something. What becomes of a batch:
 *
 *   handled --resolved--> done (committed)
 *           --InfraError, retriable--> pause, handled again: nothing overtakes it
 *           --any other rejection--> its halves, one after the other, are handled
 *           --the same, of a single record--> delayed: the others overtake it
 *           --the same, too often--> dead letter
 *
 * So a record that its reader cannot take ends up alone and holds up none of its neighbours, while an
 * outage keeps everything waiting in its order.
 */
export class KafkaRecordConsumer<T> implements StreamConsumer {
  private readonly reading: RecordReading<T>;
  private readonly reader: KafkaGroupReader;
  private readonly closing = new AbortController();
  private readonly delays = new Map<Entry<T>, NodeJS.Timeout>();
  private waiting: Entry<T>[] = [];
  private working: Promise<void> | null = null;

  constructor(reading: RecordReading<T>) {
    this.reading = reading;
    this.reader = new KafkaGroupReader(reading.parts, {
      topic: reading.topic,
      group: 'recorders',
      consumerId: reading.options.consumerId,
      window: WINDOW,
      onMessages: (messages) => this.accept(messages),
      onRevoked: (partition) => this.forget(partition),
    });
  }

  start(): Promise<void> {
    return this.reader.start();
  }

  /** Resolves when the batch in hand is settled and committed. */
  async close(): Promise<void> {
    this.closing.abort();
    for (const timer of this.delays.values()) clearTimeout(timer);
    await this.working;
    await this.reader.close();
  }

  private accept(messages: readonly Incoming[]): void {
    const { schema } = this.reading;
    for (const message of messages) {
      const understood = parseMessage(schema, message.value);
      if ('reason' in understood) void this.setAside(message, understood.reason);
      else this.waiting.push({ message, record: understood.message, refusals: 0 });
    }
    this.work();
  }

  private work(): void {
    if (this.waiting.length === 0 || this.closing.signal.aborted) return;
    this.working ??= this.workOff().finally(() => {
      this.working = null;
      this.work();
    });
  }

  private async workOff(): Promise<void> {
    // What the same fetch brought of other partitions comes with it.
    await new Promise(setImmediate);
    while (this.waiting.length > 0 && !this.closing.signal.aborted) {
      const batch = this.waiting.splice(0, this.reading.options.maxBatch);
      for (const { message } of batch) this.reader.begin(message);
      await this.settle(batch);
    }
  }

  private async settle(batch: readonly Entry<T>[]): Promise<void> {
    const { parts, topic, handle } = this.reading;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      if (this.closing.signal.aborted) return;
      try {
        await handle(batch.map(({ record }) => record));
        break;
      } catch (err) {
        parts.log.warn({ err, topic, records: batch.length }, 'batch not handled');
        if (!(err instanceof InfraError && err.retriable)) return this.settleRefused(batch, err);
        await pauseFor(pauseMs, this.closing.signal);
      }
    }
    for (const { message } of batch) this.reader.finish(message);
  }

  private async settleRefused(batch: readonly Entry<T>[], err: unknown): Promise<void> {
    const [only] = batch;
    if (batch.length > 1 || only === undefined) {
      const half = Math.ceil(batch.length / 2);
      await this.settle(batch.slice(0, half));
      await this.settle(batch.slice(half));
      return;
    }
    only.refusals += 1;
    if (only.refusals >= this.reading.parts.poisonAfter) {
      return this.setAside(only.message, `refused ${only.refusals} times: ${String(err)}`);
    }
    const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (only.refusals - 1), LONGEST_DELAY_MS);
    const timer = setTimeout(() => {
      this.delays.delete(only);
      if (only.message.from.revoked) return;
      this.waiting.push(only);
      this.work();
    }, delayMs);
    this.delays.set(only, timer);
  }

  private async setAside(message: Incoming, reason: string): Promise<void> {
    const { parts, topic } = this.reading;
    if (await setLetterAside(parts, { message, topic, reason })) this.reader.finish(message);
  }

  private forget(partition: OwnedPartition): void {
    this.waiting = this.waiting.filter(({ message }) => message.from !== partition);
  }
}
