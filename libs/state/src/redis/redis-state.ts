import { NO_LOG, type ServiceLog } from '@aispinner/platform/postgres';
import { ConfigError } from '@aispinner/platform';
import type { State } from '../state.ts';
import { WeakRedisError, type RedisDurability } from './durability-guard.ts';
import { connectRedis, type RedisAddress } from './redis-address.ts';
import { RedisClient } from './redis-client.ts';
import { RedisCounters } from './redis-counters.ts';
import { RedisLiveEvents } from './redis-live-events.ts';
import { RedisStateStore } from './redis-state-store.ts';
import { RedisWorkerLeases } from './redis-worker-leases.ts';

export interface RedisStateOptions extends RedisAddress {
  /** What every key begins with. */
  readonly prefix: string;
  /** How long a call goes on trying while the server is away, in ms (default 30,000). */
  readonly retryForMs?: number;
  /** An answer that has not come after this is not waited for: the call is tried again, ms (default 5,000). */
  readonly answerWithinMs?: number;
  /** What becomes of a server that may lose what it acknowledged (default `warn`). */
  readonly durability?: RedisDurability;
  readonly log?: ServiceLog;
}

/** The ports over one connection, and one more that listens; they connect when first used. */
export function createRedisState(options: RedisStateOptions): State {
  const log = options.log ?? NO_LOG;
  const { prefix, retryForMs = 30_000, answerWithinMs = 5_000, durability = 'warn' } = options;
  const address = { url: options.url, caFile: options.caFile };
  const client = new RedisClient({ address, prefix, retryForMs, answerWithinMs, durability, log });
  const ports = {
    store: new RedisStateStore(client),
    leases: new RedisWorkerLeases(client),
    counters: new RedisCounters(client),
    live: new RedisLiveEvents(client, {
      connect: () => connectRedis(address, { name: 'aispinner-live', silenceMs: answerWithinMs }),
      log,
    }),
  };
  return {
    ...ports,
    ready: () =>
      client.ready().catch((error: unknown) => {
        if (!(error instanceof WeakRedisError)) throw error;
        throw new ConfigError(
          `REDIS_DURABILITY is require, and Redis may lose state: ${error.message}.`,
        );
      }),
    close: async () => {
      await Promise.all(Object.values(ports).map((port) => port.close()));
      await client.close();
    },
  };
}
