import { expect } from '@jest/globals';
import type { DrilledCluster } from './drilled-cluster.ts';
import { kafkaClient, redeliver, writtenAbout } from './redeliver.ts';
import type { Drill } from './run-drill.ts';

const TICKS = 'aispinner.ticks';
const OUTCOMES = 'aispinner.outcomes';
/** Long enough that a tick which is put into the topic again may still run, ms. */
const WORK_MS = 300;

const PARTITION_LOST: Drill = {
  name: 'kill -9 of the broker that leads the partition of the workers, and its return',
  disturb: async ({ cluster, workers, goesOn }) => {
    const ids = workers.map(({ id }) => id);
    const broker = await leaderFor(cluster, ids);
    await broker.kill();
    await goesOn('the loss of a partition’s leader');
    await broker.restart();
    return {};
  },
};

const ALL_RESTARTED: Drill = {
  name: 'kill -9 and restart of all brokers',
  disturb: async ({ cluster }) => {
    await Promise.all(cluster.kafka.brokers.map((broker) => broker.kill()));
    await Promise.all(cluster.kafka.brokers.map((broker) => broker.restart()));
    return {};
  },
};

const DELIVERED_AGAIN: Drill = {
  name: 'ticks and outcomes delivered again, the latest first',
  workMs: WORK_MS,
  disturb: async ({ cluster, workers }) => {
    const kafka = kafkaClient(cluster.kafka.bootstrap);
    const ids = workers.map(({ id }) => id);
    const ticks = await redeliver(kafka, TICKS, ids);
    const outcomes = await redeliver(kafka, OUTCOMES, ids);
    return {
      verify: () => {
        expect(ticks).toBeGreaterThanOrEqual(2 * workers.length);
        expect(outcomes).toBeGreaterThanOrEqual(2 * workers.length);
      },
    };
  },
};

export const KAFKA_DRILLS: readonly Drill[] = [PARTITION_LOST, ALL_RESTARTED, DELIVERED_AGAIN];

async function leaderFor(
  cluster: DrilledCluster,
  workerIds: readonly string[],
): Promise<DrilledCluster['kafka']['brokers'][number]> {
  const kafka = kafkaClient(cluster.kafka.bootstrap);
  const partition = (await writtenAbout(kafka, TICKS, workerIds)).at(-1)?.partition;
  const admin = kafka.admin();
  await admin.connect();
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: [TICKS] });
    const led = topics[0]?.partitions.find(({ partitionId }) => partitionId === partition);
    const leader = cluster.kafka.brokers.find(({ id }) => id === led?.leader);
    if (leader === undefined) throw new Error(`nobody leads partition ${partition}`);
    return leader;
  } finally {
    await admin.disconnect();
  }
}
