import {
  createKafkaMessaging,
  createPostgresMessaging,
  type Messaging,
} from '@aispinner/messaging';
import { loadConfig } from '@aispinner/platform';
import { tickIdOf } from '@aispinner/domain';
import { Kafka, logLevel } from 'kafkajs';

type Tick = Parameters<Messaging['ticks']['publish']>[0][number];

/** A way from a sender to a handler, in two clients of one process. */
export interface BusLane {
  readonly name: string;
  /** Resolves when the bus has taken them for good. */
  send(ticks: readonly Tick[]): Promise<void>;
  close(): Promise<void>;
}

type OnTick = (tickId: string) => void;

const PARTITIONS = 4;

export async function postgresLane(databaseUrl: string, onTick: OnTick): Promise<BusLane> {
  const [sender, receiver] = [0, 1].map(() => createPostgresMessaging({ databaseUrl }));
  return portLane('postgres', [sender, receiver], onTick);
}

export async function kafkaLane(bootstrap: string, onTick: OnTick): Promise<BusLane> {
  const { kafka: config } = loadConfig({ KAFKA_PARTITIONS: String(PARTITIONS) });
  const brokers = bootstrap.split(',');
  const [sender, receiver] = [0, 1].map(() => createKafkaMessaging({ config, brokers }));
  return portLane('kafka', [sender, receiver], onTick);
}

async function portLane(
  name: string,
  [sender, receiver]: readonly (Messaging | undefined)[],
  onTick: OnTick,
): Promise<BusLane> {
  if (sender === undefined || receiver === undefined) throw new Error('a sender and a receiver');
  await receiver.ticks.consume({ consumerId: 'bench', maxInFlight: 256 }, ({ tick }) => {
    onTick(tick.tickId);
    return Promise.resolve();
  });
  return {
    name,
    send: (ticks) => sender.ticks.publish(ticks),
    close: async () => {
      await Promise.all([sender.close(), receiver.close()]);
    },
  };
}

/**
 * The driver by itself: an idempotent producer that every replica acknowledges, and a consumer that
 * commits by itself, a second late. It knows neither turns nor ticks that take long, and doubles what it
 * had taken when it dies.
 */
export async function bareKafkaLane(bootstrap: string, onTick: OnTick): Promise<BusLane> {
  const topic = 'bare-ticks';
  const kafka = new Kafka({
    brokers: bootstrap.split(','),
    logLevel: logLevel.NOTHING,
    connectionTimeout: 10_000,
  });
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: PARTITIONS }] });
  await admin.disconnect();
  const producer = kafka.producer({ idempotent: true, allowAutoTopicCreation: false });
  await producer.connect();
  const consumer = kafka.consumer({ groupId: 'bare', maxWaitTimeInMs: 200 });
  const joined = new Promise<void>((resolve) => {
    consumer.on(consumer.events.GROUP_JOIN, () => resolve());
  });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    autoCommitInterval: 1_000,
    partitionsConsumedConcurrently: PARTITIONS,
    eachMessage: ({ message }) => {
      const tick = JSON.parse(message.value?.toString() ?? '') as Tick;
      onTick(tick.tickId);
      return Promise.resolve();
    },
  });
  await joined;
  return {
    name: 'bare kafkajs',
    send: async (ticks) => {
      const messages = ticks.map((tick) => ({
        key: tick.workspaceId,
        value: JSON.stringify(tick),
      }));
      await producer.send({ topic, acks: -1, messages });
    },
    close: async () => {
      await Promise.all([producer.disconnect(), consumer.disconnect()]);
    },
  };
}

/** Ticks of fifty workspaces, each another one. */
export function ticksOf(lane: string, from: number, count: number): Tick[] {
  return Array.from({ length: count }, (_, i) => {
    const n = from + i;
    const [workerId, dueAt] = [`wrk_${lane}_${n % 500}`, 1_700_000_000_000 + n * 1_000];
    return {
      tickId: tickIdOf(workerId, dueAt),
      tenantId: `ten_${n % 10}`,
      workspaceId: `wsp_${n % 50}`,
      workerId,
      workerName: `Worker ${n % 500}`,
      version: 1,
      activation: 0,
      isolation: 'shared',
      intervalSeconds: 1,
      number: n + 1,
      dueAt,
      queuedAt: dueAt,
      limits: {
        tickTimeoutMs: 60_000,
        memoryMb: 256,
        cpuMsPerSecond: 2_000,
        maxSandboxesPerWorkspace: 4,
        turnWeight: 1,
        logMessagesPerTick: 1_000,
        logBytesPerTick: 262_144,
        maxStateKeysPerWorker: 1_000,
      },
    };
  });
}
