import type { Admin, Kafka } from 'kafkajs';
import type { BusLog } from '../bus-log.ts';
import type { KafkaPublisher } from './kafka-publisher.ts';
import type { PartitionCounts, Topic } from './kafka-topics.ts';

/** What the adapters of one process share. */
export interface KafkaParts {
  readonly kafka: Kafka;
  readonly admin: Admin;
  readonly publisher: KafkaPublisher;
  readonly log: BusLog;
  /** Its full name. */
  readonly nameOf: (topic: Topic) => string;
  /**
   * Resolves once the brokers answer and the topics are there, however long that takes. Rejects with
   * `ConfigError`, and with a retriable `InfraError` when the bus is closed first.
   */
  readonly topics: () => Promise<PartitionCounts>;
  /** Rejections after which a message counts as poison. */
  readonly poisonAfter: number;
}
