import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '@aispinner/platform';
import { kafkaSettings } from './kafka-settings.ts';

describe('the Kafka settings of a process', () => {
  it('say again what the configuration says', () => {
    const environments = [
      { KAFKA_BROKERS: 'a:9092, b:9092' },
      {
        KAFKA_BROKERS: 'a:9093',
        KAFKA_TLS: 'true',
        KAFKA_CA_FILE: '/ca.pem',
        KAFKA_SASL_MECHANISM: 'scram-sha-512',
        KAFKA_SASL_USERNAME: 'user',
        KAFKA_SASL_PASSWORD: 'secret',
        KAFKA_TOPIC_PREFIX: 'other.',
        KAFKA_PARTITIONS: '48',
        KAFKA_REPLICATION: '3',
      },
    ];
    for (const environment of environments) {
      const { kafka } = loadConfig(environment);
      expect(loadConfig(kafkaSettings(kafka)).kafka).toEqual(kafka);
    }
  });
});
