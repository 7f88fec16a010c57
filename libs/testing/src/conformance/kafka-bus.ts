import {
  createKafkaMessaging,
  type KafkaMessagingOptions,
  type Messaging,
} from '@aispinner/messaging';
import { loadConfig, type KafkaConfig } from '@aispinner/platform';
import { randomBytes } from 'node:crypto';

export interface KafkaBus {
  readonly config: KafkaConfig;
  readonly brokers: readonly string[];
  /** The ports as one more process has them. */
  readonly connect: (options?: Partial<KafkaMessagingOptions>) => Messaging;
}

/** Topics of its own at `brokers` (default: the broker of the run), with four partitions. */
export function kafkaBus(
  settings: Readonly<Record<string, string>> = {},
  bootstrap = process.env['KAFKA_BROKERS'] ?? '',
): KafkaBus {
  const brokers = bootstrap.split(',');
  const { kafka: config } = loadConfig({
    KAFKA_TOPIC_PREFIX: `test-${randomBytes(4).toString('hex')}.`,
    KAFKA_PARTITIONS: '4',
    ...settings,
  });
  return {
    config,
    brokers,
    connect: (options = {}) => createKafkaMessaging({ config, brokers, ...options }),
  };
}
