import type { TickMessage } from '@aispinner/contracts';
import type { TickConsumer, TickConsumerOptions, TickDelivery, TickQueue } from '../tick-queue.ts';
import type { KafkaParts } from './kafka-parts.ts';
import { KafkaTickConsumer } from './kafka-tick-consumer.ts';

/** A tick is a message of the topic `ticks`, in the partition of its workspace. */
export class KafkaTickQueue implements TickQueue {
  private readonly parts: KafkaParts;
  private readonly consumers = new Set<TickConsumer>();

  constructor(parts: KafkaParts) {
    this.parts = parts;
  }

  publish(ticks: readonly TickMessage[]): Promise<void> {
    return this.parts.publisher.send(
      ticks.map((tick) => ({ topic: 'ticks', key: tick.workspaceId, value: JSON.stringify(tick) })),
    );
  }

  async consume(
    options: TickConsumerOptions,
    handle: (delivery: TickDelivery) => Promise<void>,
  ): Promise<TickConsumer> {
    const consumer = new KafkaTickConsumer(this.parts, options, handle);
    this.consumers.add(consumer);
    await consumer.start();
    return consumer;
  }

  async close(): Promise<void> {
    await Promise.all([...this.consumers].map((consumer) => consumer.close()));
  }
}
