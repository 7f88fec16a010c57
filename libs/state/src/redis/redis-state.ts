import { NO_LOG, type ServiceLog } from '@aispinner/platform/postgres';
import type { State } from '../state.ts';
import { connectRedis, type RedisAddress } from './redis-address.ts';
import { RedisClient } from './redis-client.ts';
import { RedisCounters } from './redis-counters.ts';
import { RedisLiveEvents } from './redis-live-events.ts';
import { RedisStateStore } from './redis-state-store.ts';
import { RedisWorkerLeases } from './redis-worker-leases.ts';
import { warnOfLosses } from './warn-of-losses.ts';

export interface RedisStateOptions extends RedisAddress {
  /** What every key begins with. */
  readonly prefix: string;
  /** How long a call goes on trying while the server is away, in ms (default 30,000). */
  readonly retryForMs?: number;
  readonly log?: ServiceLog;
}

/** The ports over one connection, and one more that listens; they connect when first used. */
export function createRedisState(options: RedisStateOptions): State {
  const log = options.log ?? NO_LOG;
  const { prefix, retryForMs = 30_000 } = options;
  const address = { url: options.url, caFile: options.caFile };
  const client = new RedisClient({ address, prefix, retryForMs, log });
  client.driver.once('ready', () => void warnOfLosses(client.driver, log));
  const ports = {
    store: new RedisStateStore(client),
    leases: new RedisWorkerLeases(client),
    counters: new RedisCounters(client),
    live: new RedisLiveEvents(client, {
      connect: () => connectRedis(address, { name: 'aispinner-live' }),
      log,
    }),
  };
  return {
    ...ports,
    close: async () => {
      await Promise.all(Object.values(ports).map((port) => port.close()));
      await client.close();
    },
  };
}
