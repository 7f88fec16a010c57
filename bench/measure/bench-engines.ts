import { startKafka, startRedis } from '@aispinner/platform/local-services';
import { costOf, type PartCost } from './parts-of-product.ts';

export interface EngineChoice {
  readonly messaging: 'kafka' | 'postgres';
  readonly state: 'redis' | 'postgres';
}

/** The services that the product runs on beside its Postgres. */
export interface BenchEngines {
  /** What makes the product use them. */
  readonly env: Readonly<Record<string, string>>;
  /** What each of them holds and has used so far. */
  costs(): Readonly<Record<string, PartCost>>;
  stop(): Promise<void>;
}

/** Throws where one of the names is not an engine. */
export function engineChoice(messaging: string, state: string): EngineChoice {
  if (messaging !== 'kafka' && messaging !== 'postgres') {
    throw new Error(`--messaging is kafka or postgres, not ${messaging}`);
  }
  if (state !== 'redis' && state !== 'postgres') {
    throw new Error(`--state is redis or postgres, not ${state}`);
  }
  return { messaging, state };
}

/** Starts what was chosen, set up as `npm run cluster` does: tuned to run long, writes on the disk. */
export async function startEngines({ messaging, state }: EngineChoice): Promise<BenchEngines> {
  const kafka = messaging === 'kafka' ? await startKafka({ tuning: 'throughput' }) : null;
  const redis = state === 'redis' ? await startRedis({ appendOnly: 'always' }) : null;
  return {
    env: {
      ...(kafka === null ? {} : { MESSAGING: 'kafka', KAFKA_BROKERS: kafka.bootstrap }),
      ...(redis === null ? {} : { STATE: 'redis', REDIS_URL: redis.url }),
    },
    costs: () => ({
      ...(kafka === null ? {} : { kafka: costOf(kafka.brokers.map((broker) => broker.pid())) }),
      ...(redis === null ? {} : { redis: costOf([redis.pid()]) }),
    }),
    stop: async () => {
      await Promise.all([kafka?.stop(), redis?.stop()]);
    },
  };
}
