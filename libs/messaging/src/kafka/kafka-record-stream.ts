import type { z } from 'zod';
import type { RecordStream, StreamConsumer } from '../record-stream.ts';
import type { KafkaParts } from './kafka-parts.ts';
import { KafkaRecordConsumer } from './kafka-record-consumer.ts';
import type { Topic } from './kafka-topics.ts';

/** Records are messages of a topic, in the partition of their workspace. */
export class KafkaRecordStream<
  T extends { readonly workspaceId: string },
> implements RecordStream<T> {
  private readonly parts: KafkaParts;
  private readonly topic: Topic;
  private readonly schema: z.ZodType<T>;
  private readonly consumers = new Set<StreamConsumer>();

  constructor(parts: KafkaParts, topic: Topic, schema: z.ZodType<T>) {
    this.parts = parts;
    this.topic = topic;
    this.schema = schema;
  }

  publish(records: readonly T[]): Promise<void> {
    return this.parts.publisher.send(
      records.map((record) => ({
        topic: this.topic,
        key: record.workspaceId,
        value: JSON.stringify(record),
      })),
    );
  }

  async consume(
    options: { consumerId: string; maxBatch: number },
    handle: (batch: readonly T[]) => Promise<void>,
  ): Promise<StreamConsumer> {
    const { parts, topic, schema } = this;
    const inner = new KafkaRecordConsumer({ parts, topic, schema, options, handle });
    let closed: Promise<void> | null = null;
    const consumer: StreamConsumer = { close: () => (closed ??= inner.close()) };
    this.consumers.add(consumer);
    await inner.start();
    return consumer;
  }

  async close(): Promise<void> {
    await Promise.all([...this.consumers].map((consumer) => consumer.close()));
  }
}
