import type { LocalKafka } from '@aispinner/platform/local-services';

/** The settings that make a process use this Kafka, with a copy of each message on every broker. */
export function kafkaEnvironment(
  kafka: Pick<LocalKafka, 'bootstrap' | 'brokers'>,
): Readonly<Record<string, string>> {
  return {
    MESSAGING: 'kafka',
    KAFKA_BROKERS: kafka.bootstrap,
    KAFKA_REPLICATION: String(kafka.brokers.length),
  };
}
