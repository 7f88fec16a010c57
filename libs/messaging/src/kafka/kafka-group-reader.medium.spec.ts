import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { loadConfig } from '@aispinner/platform';
import { eventually } from '@aispinner/testing';
import { randomBytes } from 'node:crypto';
import { NO_LOG } from '../bus-log.ts';
import { connectKafka } from './connect-kafka.ts';
import { KafkaGroupReader } from './kafka-group-reader.ts';
import type { KafkaParts } from './kafka-parts.ts';
import { KafkaPublisher } from './kafka-publisher.ts';
import { ensureTopics, type Topic } from './kafka-topics.ts';
import type { Incoming } from './owned-partition.ts';

const WINDOW = 50;
const IN_TIME = { timeoutMs: 20_000 };

describe('a group reader', () => {
  let parts: KafkaParts;
  let reader: KafkaGroupReader;
  const got: Incoming[] = [];

  beforeEach(async () => {
    got.length = 0;
    // eslint-disable-next-line no-restricted-properties -- where the run's broker is
    const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
    const { kafka: config } = loadConfig({
      KAFKA_TOPIC_PREFIX: `test-${randomBytes(4).toString('hex')}.`,
      KAFKA_PARTITIONS: '2',
    });
    const kafka = connectKafka(config, brokers, NO_LOG);
    const admin = kafka.admin();
    await admin.connect();
    const counts = await ensureTopics(admin, config, NO_LOG);
    const nameOf = (topic: Topic): string => config.topicPrefix + topic;
    const shared = { kafka, log: NO_LOG, nameOf, topics: () => Promise.resolve(counts) };
    const publisher = new KafkaPublisher({ ...shared, retryForMs: 10_000 });
    parts = { ...shared, admin, publisher, poisonAfter: 10 };
    reader = new KafkaGroupReader(parts, {
      topic: 'ticks',
      group: 'runners',
      consumerId: 'a',
      window: WINDOW,
      onMessages: (messages) => got.push(...messages),
      onRevoked: () => undefined,
    });
    await reader.start();
  });
  afterEach(async () => {
    await reader.close();
    await parts.publisher.close();
    await parts.admin.disconnect();
  });

  /** Ten kilobytes each: some 100 were written, and are read, together. */
  const publish = (partition: number, count: number) =>
    parts.publisher.send(
      Array.from({ length: count }, (_, n) => ({
        topic: 'ticks' as const,
        key: `k${n}`,
        value: 'x'.repeat(10_000),
        partition,
      })),
    );
  const of = (partition: number) => got.filter(({ from }) => from.partition === partition);

  it('reads no more of a partition whose window is full, all of the others, and goes on where it was', async () => {
    await publish(0, 400);
    await eventually(() => expect(of(0).length).toBeGreaterThanOrEqual(WINDOW), IN_TIME);
    // Fetched after it, one by one: the full partition had as many chances.
    for (let n = 1; n <= 10; n++) {
      await publish(1, 1);
      await eventually(() => expect(of(1)).toHaveLength(n), IN_TIME);
    }
    expect(of(0).length).toBeLessThan(200);

    const handled = new Set<Incoming>();
    await eventually(() => {
      for (const message of got.filter((one) => !handled.has(one))) {
        handled.add(message);
        reader.begin(message);
        reader.finish(message);
      }
      expect(of(0)).toHaveLength(400);
    }, IN_TIME);
    expect(of(0).map(({ offset }) => offset)).toEqual(Array.from({ length: 400 }, (_, n) => n));
  });

  it('joins again when the clock is set back, and is not taken for dead', async () => {
    const members = async (): Promise<string[]> => {
      const { groups } = await parts.admin.describeGroups([`${parts.nameOf('ticks')}.runners`]);
      return groups.flatMap((group) => group.members.map(({ memberId }) => memberId));
    };
    const before = await members();
    expect(before).toHaveLength(1);
    const now = Date.now.bind(Date);
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() - 60_000);
    try {
      await eventually(async () => {
        const after = await members();
        expect(after).toHaveLength(1);
        expect(after).not.toEqual(before);
      }, IN_TIME);
      await publish(0, 1);
      await eventually(() => expect(of(0)).toHaveLength(1), IN_TIME);
      for (const message of of(0)) reader.finish(message);
      await reader.commit();
    } finally {
      clock.mockRestore();
    }
  });
});
