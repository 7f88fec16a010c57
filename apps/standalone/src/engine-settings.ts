import type { Config } from '@aispinner/platform';
import { kafkaSettings } from './kafka-settings.ts';

/**
 * The environment that chooses bus and state: what was started on this machine, or null where nothing
 * was and the configuration holds.
 */
export function engineSettings(
  config: Config,
  started: { readonly brokers: string | null; readonly redisUrl: string | null },
): Readonly<Record<string, string>> {
  const { brokers, redisUrl } = started;
  return {
    ...(brokers === null
      ? { MESSAGING: config.messaging, ...kafkaSettings(config.kafka) }
      : {
          MESSAGING: 'kafka',
          KAFKA_BROKERS: brokers,
          KAFKA_TOPIC_PREFIX: config.kafka.topicPrefix,
          KAFKA_PARTITIONS: String(config.kafka.partitions),
          KAFKA_REPLICATION: '1',
        }),
    ...(redisUrl === null
      ? { STATE: config.state, ...redisSettings(config.redis) }
      : {
          STATE: 'redis',
          REDIS_URL: redisUrl,
          REDIS_KEY_PREFIX: config.redis.keyPrefix,
          // It was started so that it keeps what it acknowledges.
          REDIS_DURABILITY: 'require',
        }),
  };
}

function redisSettings({
  url,
  caFile,
  keyPrefix,
  durability,
}: Config['redis']): Readonly<Record<string, string>> {
  return {
    ...(url === null ? {} : { REDIS_URL: url }),
    ...(caFile === null ? {} : { REDIS_CA_FILE: caFile }),
    REDIS_KEY_PREFIX: keyPrefix,
    REDIS_DURABILITY: durability,
  };
}
