import { Kafka, logLevel, Partitioners, type KafkaMessage } from 'kafkajs';
import { eventually } from '@aispinner/testing';

export interface Written {
  readonly partition: number;
  readonly message: KafkaMessage;
}

/** A client of the test's own, beside the product. */
export function kafkaClient(bootstrap: string): Kafka {
  return new Kafka({
    brokers: bootstrap.split(','),
    clientId: 'drills',
    logLevel: logLevel.NOTHING,
  });
}

/**
 * Puts everything that a topic holds about these workers into it again, the latest first. Returns how
 * many messages those were.
 */
export async function redeliver(
  kafka: Kafka,
  topic: string,
  workerIds: readonly string[],
): Promise<number> {
  const theirs = (await writtenAbout(kafka, topic, workerIds)).reverse();
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  try {
    await producer.send({
      topic,
      messages: theirs.map(({ partition, message }) => ({
        partition,
        key: message.key,
        value: message.value,
        headers: message.headers ?? {},
      })),
    });
  } finally {
    await producer.disconnect();
  }
  return theirs.length;
}

/** What a topic holds about these workers, up to its ends as they are now; of each partition in its order. */
export async function writtenAbout(
  kafka: Kafka,
  topic: string,
  workerIds: readonly string[],
): Promise<Written[]> {
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic);
  // Without a reader and without offsets, the brokers drop it by themselves.
  const group = `drills-${crypto.randomUUID()}`;
  const consumer = kafka.consumer({ groupId: group, maxWaitTimeInMs: 100 });
  const written: Written[] = [];
  const read = new Map<number, number>();
  await consumer.connect();
  try {
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachMessage: ({ partition, message }) => {
        written.push({ partition, message });
        read.set(partition, Number(message.offset) + 1);
        return Promise.resolve();
      },
    });
    await eventually(
      () => {
        for (const { partition, high, low } of ends) {
          const isEmpty = Number(high) === Number(low);
          if (!isEmpty && (read.get(partition) ?? 0) < Number(high)) {
            throw new Error(`${topic}/${partition} is not read yet`);
          }
        }
      },
      { timeoutMs: 20_000, everyMs: 50 },
    );
  } finally {
    await consumer.disconnect();
    await admin.disconnect();
  }
  return written.filter(({ message }) =>
    workerIds.some((id) => String(message.value).includes(`"${id}"`)),
  );
}
