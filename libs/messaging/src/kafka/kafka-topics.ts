import { ConfigError, type KafkaConfig } from '@aispinner/platform';
import type { Admin, ITopicConfig } from 'kafkajs';
import type { BusLog } from '../bus-log.ts';
import { hasKafkaCode } from './kafka-fault.ts';

export const TOPICS = ['ticks', 'outcomes', 'logs', 'requests', 'replies', 'dead-letters'] as const;
/** A topic by its name without the prefix. */
export type Topic = (typeof TOPICS)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Large enough for a test run with its state, the largest thing that travels; bytes. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

interface Shape {
  /** `shared`: as many partitions as configured; `one`: everybody reads all of it, in its order. */
  readonly spread: 'shared' | 'one';
  /** What nobody took by then is of no use to anybody, ms. */
  readonly keepMs: number;
  readonly cleanup: 'delete' | 'compact,delete';
}

const SHAPES: Readonly<Record<Topic, Shape>> = {
  // A tick that was lost is published again from the database.
  ticks: { spread: 'shared', keepMs: DAY_MS, cleanup: 'delete' },
  outcomes: { spread: 'shared', keepMs: 7 * DAY_MS, cleanup: 'delete' },
  logs: { spread: 'shared', keepMs: 3 * DAY_MS, cleanup: 'delete' },
  requests: { spread: 'shared', keepMs: HOUR_MS, cleanup: 'delete' },
  replies: { spread: 'one', keepMs: HOUR_MS, cleanup: 'delete' },
  // Compacted: a replay writes an empty letter under the same key, which removes it.
  'dead-letters': { spread: 'one', keepMs: 30 * DAY_MS, cleanup: 'compact,delete' },
};

type TopicSettings = Pick<KafkaConfig, 'topicPrefix' | 'partitions' | 'replication'>;

/** How many partitions each topic has. */
export type PartitionCounts = ReadonlyMap<Topic, number>;

/**
 * Makes the topics that are missing, and gives those with too few partitions more: no order between
 * ticks is promised, so a key may move. Other settings of topics that exist are their operator's.
 * Throws `ConfigError` where nobody said how many copies to keep and there are several brokers, or
 * more copies are wanted than there are brokers.
 */
export async function ensureTopics(
  admin: Admin,
  settings: TopicSettings,
  log: BusLog,
): Promise<PartitionCounts> {
  const nameOf = (topic: Topic): string => settings.topicPrefix + topic;
  const wanted = (topic: Topic): number =>
    SHAPES[topic].spread === 'one' ? 1 : settings.partitions;
  const existing = new Set(await admin.listTopics());
  const missing = TOPICS.filter((topic) => !existing.has(nameOf(topic)));
  if (missing.length > 0) {
    const replication = await replicationFor(admin, settings);
    // False where another process made them at the same moment, which is as good.
    const topics = missing.map((topic) => ({
      topic: nameOf(topic),
      numPartitions: wanted(topic),
      replicationFactor: replication,
      configEntries: entriesOf(SHAPES[topic], replication),
    }));
    await admin.createTopics({ topics }).catch((cause: unknown) => {
      if (!hasKafkaCode(cause, 'INVALID_REPLICATION_FACTOR')) throw cause;
      throw new ConfigError(
        `KAFKA_REPLICATION is ${replication}, and there are not so many brokers (${String(cause)}).`,
      );
    });
  }
  const counts = new Map<Topic, number>();
  const { topics: found } = await admin.fetchTopicMetadata({ topics: TOPICS.map(nameOf) });
  const short: { topic: string; count: number }[] = [];
  for (const topic of TOPICS) {
    const partitions = found.find(({ name }) => name === nameOf(topic))?.partitions ?? [];
    if (partitions.length < wanted(topic))
      short.push({ topic: nameOf(topic), count: wanted(topic) });
    counts.set(topic, Math.max(partitions.length, wanted(topic)));
    const copies = Math.min(...partitions.map(({ replicas }) => replicas.length));
    if (settings.replication !== null && copies < settings.replication) {
      log.warn({ topic: nameOf(topic), copies }, 'topic keeps fewer copies than configured');
    }
  }
  if (short.length > 0) {
    await admin.createPartitions({ topicPartitions: short });
    log.warn({ topics: short.map(({ topic }) => topic) }, 'topics got more partitions');
  }
  return counts;
}

async function replicationFor(admin: Admin, settings: TopicSettings): Promise<number> {
  if (settings.replication !== null) return settings.replication;
  const { brokers } = await admin.describeCluster();
  if (brokers.length <= 1) return 1;
  throw new ConfigError(
    `KAFKA_REPLICATION is not set and there are ${brokers.length} brokers: ` +
      'say how many of them keep a copy of each message (3 survives the loss of any one).',
  );
}

function entriesOf(shape: Shape, replication: number): NonNullable<ITopicConfig['configEntries']> {
  const entries = {
    'cleanup.policy': shape.cleanup,
    'retention.ms': shape.keepMs,
    'max.message.bytes': MAX_MESSAGE_BYTES,
    // With three copies one broker may be away, and what was acknowledged is still in two places.
    'min.insync.replicas': replication >= 3 ? 2 : 1,
  };
  return Object.entries(entries).map(([name, value]) => ({ name, value: String(value) }));
}
