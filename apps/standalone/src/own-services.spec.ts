import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '@aispinner/platform';
import { ownServices } from './own-services.ts';
import { CLUSTER, STANDALONE } from './topology.ts';

const clusterWith = (environment: Record<string, string>) =>
  ownServices(CLUSTER, loadConfig(environment));

const KAFKA = { KAFKA_BROKERS: 'a:9092' };
const REDIS = { REDIS_URL: 'redis://a:6379' };

describe('the services that a machine runs itself', () => {
  it('are all that the topology is made of, where nothing is named', () => {
    expect(clusterWith({})).toEqual(['Postgres', 'Redis', 'Kafka']);
    expect(ownServices(STANDALONE, loadConfig({}))).toEqual(['Postgres']);
  });

  it('are not those that the settings name', () => {
    expect(clusterWith({ MESSAGING: 'kafka', ...KAFKA })).toEqual(['Postgres', 'Redis']);
    expect(clusterWith({ STATE: 'redis', ...REDIS })).toEqual(['Postgres', 'Kafka']);
    expect(clusterWith({ DATABASE_URL: 'postgresql://a/b' })).toEqual(['Redis', 'Kafka']);
  });

  it('are still those whose address is known, but which are not chosen', () => {
    expect(clusterWith({ ...KAFKA, ...REDIS })).toEqual(['Postgres', 'Redis', 'Kafka']);
  });
});
