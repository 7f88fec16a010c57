import type { KafkaConfig } from '@aispinner/platform';

/** The environment that makes a process read this part of the configuration again. */
export function kafkaSettings(kafka: KafkaConfig): Readonly<Record<string, string>> {
  const { brokers, sasl } = kafka;
  if (brokers === null) return {};
  return {
    KAFKA_BROKERS: brokers.join(','),
    KAFKA_CLIENT_ID: kafka.clientId,
    KAFKA_TLS: String(kafka.tls),
    KAFKA_CA_FILE: kafka.caFile ?? '',
    KAFKA_TOPIC_PREFIX: kafka.topicPrefix,
    KAFKA_PARTITIONS: String(kafka.partitions),
    KAFKA_REPLICATION: String(kafka.replication ?? ''),
    ...(sasl !== null && {
      KAFKA_SASL_MECHANISM: sasl.mechanism,
      KAFKA_SASL_USERNAME: sasl.username,
      KAFKA_SASL_PASSWORD: sasl.password,
    }),
  };
}
