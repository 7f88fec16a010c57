import { Kafka, logLevel, Partitioners, type KafkaMessage } from 'kafkajs';
import { eventually } from '@aispinner/testing';

const TOPIC = 'aispinner.ticks';

interface Written {
  readonly partition: number;
  readonly message: KafkaMessage;
}

/**
 * Puts every tick of these workers that is in the topic into it again, the latest first. Returns how
 * many those were.
 */
export async function redeliverTicks(
  brokers: readonly string[],
  workerIds: readonly string[],
): Promise<number> {
  const kafka = new Kafka({
    brokers: [...brokers],
    clientId: 'redelivery',
    logLevel: logLevel.NOTHING,
  });
  const written = await allTicks(kafka);
  const theirs = written
    .filter(({ message }) => workerIds.some((id) => String(message.value).includes(`"${id}"`)))
    .reverse();
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  try {
    await producer.send({
      topic: TOPIC,
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

/** What the topic holds, up to its ends as they are now. */
async function allTicks(kafka: Kafka): Promise<Written[]> {
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(TOPIC);
  const group = `redelivery-${crypto.randomUUID()}`;
  const consumer = kafka.consumer({ groupId: group });
  const written: Written[] = [];
  await consumer.connect();
  try {
    await consumer.subscribe({ topic: TOPIC, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachMessage: ({ partition, message }) => {
        written.push({ partition, message });
        return Promise.resolve();
      },
    });
    await eventually(
      () => {
        for (const { partition, high, low } of ends) {
          const read = written.filter((w) => w.partition === partition).length;
          if (read < Number(high) - Number(low)) throw new Error(`${partition} is not read yet`);
        }
      },
      { timeoutMs: 20_000, everyMs: 100 },
    );
  } finally {
    await consumer.disconnect();
    await admin.deleteGroups([group]);
    await admin.disconnect();
  }
  return written;
}
