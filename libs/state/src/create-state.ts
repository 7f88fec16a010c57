import { unreachable } from '@aispinner/domain';
import { required, type Config, type Logger } from '@aispinner/platform';
import { createPostgresState } from './postgres-state.ts';
import { createRedisState } from './redis/redis-state.ts';
import type { State } from './state.ts';

/** The adapters that the configuration names. Throws `ConfigError` where their address is missing. */
export function createState(
  config: Pick<Config, 'state' | 'databaseUrl' | 'redis'>,
  options: { poolSize?: number; log?: Logger } = {},
): State {
  switch (config.state) {
    case 'postgres':
      return createPostgresState({
        databaseUrl: required(config.databaseUrl, 'DATABASE_URL'),
        ...options,
      });
    case 'redis':
      return createRedisState({
        url: required(config.redis.url, 'REDIS_URL'),
        caFile: config.redis.caFile,
        prefix: config.redis.keyPrefix,
        durability: config.redis.durability,
        ...(options.log !== undefined && { log: options.log }),
      });
    default:
      return unreachable(config.state);
  }
}
