import { afterAll, beforeAll, describe } from '@jest/globals';
import { startRedis, type LocalRedis } from '@aispinner/platform/local-services';
import { createRedisState, type State } from '@aispinner/state';
import { randomUUID } from 'node:crypto';
import { startRedisCluster, type LocalRedisCluster } from '../redis-cluster.ts';
import { describeCounters } from './counters.suite.ts';
import { describeLiveEvents } from './live-events.suite.ts';
import { describeStateStore } from './state-store.suite.ts';
import type { Service } from './subject.ts';
import { describeWorkerLeases } from './worker-leases.suite.ts';

/** Each test has keys of its own; the server goes after the last. */
function stateAt(url: () => string): () => Promise<Service<State>> {
  return () => {
    const prefix = `test-${randomUUID()}:`;
    return Promise.resolve({
      connect: () => createRedisState({ url: url(), caFile: null, prefix }),
      remove: () => Promise.resolve(),
    });
  };
}

describe('one server', () => {
  let redis: LocalRedis;
  beforeAll(async () => {
    redis = await startRedis({ appendOnly: 'always' });
  }, 60_000);
  afterAll(() => redis.stop());

  const state = stateAt(() => redis.url);
  describeStateStore('Redis', state);
  describeWorkerLeases('Redis', state);
  describeCounters('Redis', state);
  describeLiveEvents('Redis', state);
});

describe('a cluster of three', () => {
  let cluster: LocalRedisCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster();
  }, 60_000);
  afterAll(() => cluster.stop());

  const state = stateAt(() => cluster.url);
  describeStateStore('Redis Cluster', state);
  describeWorkerLeases('Redis Cluster', state);
  describeCounters('Redis Cluster', state);
  describeLiveEvents('Redis Cluster', state);
});
