import { unreachable } from '@aispinner/domain';
import { required, type Config, type Logger } from '@aispinner/platform';
import { createKafkaMessaging } from './kafka/kafka-messaging.ts';
import { createPostgresMessaging, type Messaging } from './postgres-messaging.ts';

/** The adapters that the configuration names. Throws `ConfigError` where their address is missing. */
export function createMessaging(
  config: Pick<Config, 'messaging' | 'databaseUrl' | 'kafka'>,
  options: { poolSize?: number; log?: Logger } = {},
): Messaging {
  switch (config.messaging) {
    case 'postgres':
      return createPostgresMessaging({
        databaseUrl: required(config.databaseUrl, 'DATABASE_URL'),
        ...options,
      });
    case 'kafka':
      return createKafkaMessaging({
        config: config.kafka,
        brokers: required(config.kafka.brokers, 'KAFKA_BROKERS'),
        ...(options.log !== undefined && { log: options.log }),
      });
    default:
      return unreachable(config.messaging);
  }
}
