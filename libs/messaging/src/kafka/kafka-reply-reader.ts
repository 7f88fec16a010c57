import { pauseFor } from '@aispinner/platform';
import type { Consumer } from 'kafkajs';
import { DRIVER_RETRY } from './connect-kafka.ts';
import type { KafkaParts } from './kafka-parts.ts';

const FETCH_WAIT_MS = 200;
const RESTART_AFTER_MS = 1_000;

/**
 * Reads all replies that are written after it has started, in a group of its own that never commits.
 * It keeps its place itself: a driver that joins anew would begin at the end and miss some.
 */
export class KafkaReplyReader {
  private readonly parts: KafkaParts;
  private readonly onReply: (requestId: string, value: Buffer | null) => void;
  private readonly closing = new AbortController();
  private readonly reading = Promise.withResolvers<void>();
  private readonly next = new Map<number, number>();
  private running: Promise<void> | null = null;

  constructor(parts: KafkaParts, onReply: (requestId: string, value: Buffer | null) => void) {
    this.parts = parts;
    this.onReply = onReply;
  }

  /** Resolves when no reply written from now on will be missed. */
  ready(): Promise<void> {
    this.running ??= this.runUntilClosed();
    return this.reading.promise;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
  }

  private async runUntilClosed(): Promise<void> {
    while (!this.closing.signal.aborted) {
      const crashed = Promise.withResolvers<void>();
      const stop = (): void => crashed.resolve();
      this.closing.signal.addEventListener('abort', stop);
      const consumer = this.makeConsumer(stop);
      try {
        await this.parts.topics();
        await this.findEnds();
        await this.read(consumer);
        await crashed.promise;
      } catch (err) {
        this.parts.log.warn({ err }, 'reading replies failed');
      }
      this.closing.signal.removeEventListener('abort', stop);
      await consumer.disconnect().catch(() => undefined);
      await pauseFor(RESTART_AFTER_MS, this.closing.signal);
    }
  }

  private makeConsumer(onCrash: () => void): Consumer {
    const { kafka, nameOf } = this.parts;
    const topic = nameOf('replies');
    const consumer = kafka.consumer({
      groupId: `${topic}.${crypto.randomUUID()}`,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      heartbeatInterval: 1_500,
      sessionTimeout: 10_000,
      allowAutoTopicCreation: false,
      readUncommitted: true,
      retry: DRIVER_RETRY,
    });
    consumer.on(consumer.events.GROUP_JOIN, () => {
      for (const [partition, offset] of this.next) {
        consumer.seek({ topic, partition, offset: String(offset) });
      }
      this.reading.resolve();
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) onCrash();
    });
    return consumer;
  }

  private async findEnds(): Promise<void> {
    const ends = await this.parts.admin.fetchTopicOffsets(this.parts.nameOf('replies'));
    for (const { partition, high } of ends) {
      if (!this.next.has(partition)) this.next.set(partition, Number(high));
    }
  }

  private async read(consumer: Consumer): Promise<void> {
    await consumer.connect();
    await consumer.subscribe({ topic: this.parts.nameOf('replies'), fromBeginning: false });
    await consumer.run({
      autoCommit: false,
      eachBatch: ({ batch }) => {
        for (const { key, value, offset } of batch.messages) {
          if (Number(offset) < (this.next.get(batch.partition) ?? 0)) continue;
          this.next.set(batch.partition, Number(offset) + 1);
          this.onReply(key?.toString() ?? '', value);
        }
        return Promise.resolve();
      },
    });
  }
}
