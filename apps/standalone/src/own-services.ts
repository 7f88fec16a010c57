import type { Config } from '@aispinner/platform';
import type { Topology } from './topology.ts';

export type OwnService = 'Postgres' | 'Redis' | 'Kafka';

/**
 * What this machine has to run itself: what the topology is made of, less what the settings name.
 * Whoever has a Kafka or a Redis already chooses it as for any process: `MESSAGING=kafka` with
 * `KAFKA_BROKERS`, `STATE=redis` with `REDIS_URL`.
 */
export function ownServices(
  { bus, state }: Pick<Topology, 'bus' | 'state'>,
  { databaseUrl, messaging, kafka, state: chosenState, redis }: Config,
): readonly OwnService[] {
  const namesRedis = chosenState === 'redis' && redis.url !== null;
  const namesKafka = messaging === 'kafka' && kafka.brokers !== null;
  return [
    ...(databaseUrl === null ? (['Postgres'] as const) : []),
    ...(state === 'redis' && !namesRedis ? (['Redis'] as const) : []),
    ...(bus === 'kafka' && !namesKafka ? (['Kafka'] as const) : []),
  ];
}
