import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Messaging } from '@aispinner/messaging';
import { ConfigResourceTypes, Kafka, logLevel, type Admin } from 'kafkajs';
import { eventually } from '../eventually.ts';
import { kafkaBus, type KafkaBus } from './kafka-bus.ts';
import { aTick } from './messages.ts';

const HOUR_MS = 3_600_000;

// At KAFKA_BROKERS: one broker.
describe('the topics of a bus', () => {
  let bus: KafkaBus;
  let admin: Admin;
  let connected: Messaging[];
  beforeEach(async () => {
    bus = kafkaBus();
    connected = [];
    admin = new Kafka({ brokers: [...bus.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
  });
  afterEach(async () => {
    await Promise.all(connected.map((messaging) => messaging.close()));
    await admin.disconnect();
  });

  function connect(settings: Readonly<Record<string, string>> = {}): Messaging {
    const { connect: open } = kafkaBus({ KAFKA_TOPIC_PREFIX: bus.config.topicPrefix, ...settings });
    const messaging = open();
    connected.push(messaging);
    return messaging;
  }

  const nameOf = (topic: string): string => bus.config.topicPrefix + topic;

  async function partitionsOf(topic: string): Promise<number> {
    const { topics } = await admin.fetchTopicMetadata({ topics: [nameOf(topic)] });
    return topics[0]?.partitions.length ?? 0;
  }

  it('come with partitions, copies and what they keep for how long', async () => {
    await connect().ticks.publish([aTick(1)]);
    const shapes = [
      ['ticks', 4, 24 * HOUR_MS, 'delete'],
      ['outcomes', 4, 7 * 24 * HOUR_MS, 'delete'],
      ['logs', 4, 3 * 24 * HOUR_MS, 'delete'],
      ['requests', 4, HOUR_MS, 'delete'],
      ['replies', 1, HOUR_MS, 'delete'],
      ['dead-letters', 1, 30 * 24 * HOUR_MS, 'compact,delete'],
    ] as const;
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: shapes.map(([topic]) => ({
        type: ConfigResourceTypes.TOPIC,
        name: nameOf(topic),
        configNames: ['retention.ms', 'cleanup.policy', 'min.insync.replicas'],
      })),
    });
    for (const [topic, partitions, keepMs, cleanup] of shapes) {
      const { configEntries = [] } =
        resources.find(({ resourceName }) => resourceName === nameOf(topic)) ?? {};
      const settings = configEntries.map(({ configName, configValue }) => [
        configName,
        configValue,
      ]);
      expect(Object.fromEntries(settings)).toEqual({
        'retention.ms': String(keepMs),
        'cleanup.policy': cleanup,
        'min.insync.replicas': '1',
      });
      expect(await partitionsOf(topic)).toBe(partitions);
    }
  });

  it('are refused where more copies are wanted than there are brokers', async () => {
    const messaging = connect({ KAFKA_REPLICATION: '3' });
    const consuming = messaging.ticks.consume({ consumerId: 'a', maxInFlight: 1 }, () =>
      Promise.resolve(),
    );
    await expect(consuming).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringContaining('KAFKA_REPLICATION'),
    });
    await expect(messaging.ticks.publish([aTick(1)])).rejects.toMatchObject({ retriable: false });
    expect(await partitionsOf('ticks').catch(() => 0)).toBe(0);
  });

  it('get more partitions when more are wanted, and those are read by who was there before', async () => {
    const got = new Set<string>();
    await connect().ticks.consume({ consumerId: 'a', maxInFlight: 64 }, ({ tick }) => {
      got.add(tick.workspaceId);
      return Promise.resolve();
    });
    expect(await partitionsOf('ticks')).toBe(4);
    const publisher = connect({ KAFKA_PARTITIONS: '9' });
    // Enough for some in each partition.
    const ticks = Array.from({ length: 90 }, (_, n) => aTick(n, { workspaceId: `wsp_${n}` }));
    await publisher.ticks.publish(ticks);
    expect(await partitionsOf('ticks')).toBe(9);
    const high = await admin.fetchTopicOffsets(nameOf('ticks'));
    expect(high.filter(({ high: end }) => Number(end) > 0)).toHaveLength(9);
    await eventually(() => expect(got.size).toBe(90), { timeoutMs: 30_000 });
  }, 60_000);

  it('keep their partitions where fewer are wanted', async () => {
    await connect().ticks.publish([aTick(1)]);
    const got: string[] = [];
    const later = connect({ KAFKA_PARTITIONS: '2' });
    await later.ticks.publish(Array.from({ length: 40 }, (_, n) => aTick(n + 2)));
    await later.ticks.consume({ consumerId: 'a', maxInFlight: 64 }, ({ tick }) => {
      got.push(tick.workerId);
      return Promise.resolve();
    });
    await eventually(() => expect(new Set(got).size).toBe(41));
    expect(await partitionsOf('ticks')).toBe(4);
  });

  it('are no longer waited for by who closes before it has found a broker', async () => {
    const messaging = kafkaBus({}, '127.0.0.1:1').connect();
    const consuming = messaging.ticks.consume({ consumerId: 'a', maxInFlight: 1 }, () =>
      Promise.resolve(),
    );
    const publishing = messaging.ticks.publish([aTick(1)]);
    const refused = expect(publishing).rejects.toMatchObject({ name: 'InfraError' });
    await messaging.close();
    await refused;
    await (await consuming).close();
  });
});
