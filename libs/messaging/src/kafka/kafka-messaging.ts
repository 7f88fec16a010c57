import {
  logMessage,
  outcomeMessage,
  type LogMessage,
  type OutcomeMessage,
} from '@aispinner/contracts';
import { ConfigError, InfraError, pauseFor, type KafkaConfig } from '@aispinner/platform';
import type { Admin } from 'kafkajs';
import { NO_LOG, type BusLog } from '../bus-log.ts';
import type { Messaging } from '../postgres-messaging.ts';
import { connectKafka, DRIVER_RETRY } from './connect-kafka.ts';
import { KafkaDeadLetters } from './kafka-dead-letters.ts';
import { kafkaFaultOf } from './kafka-fault.ts';
import type { KafkaParts } from './kafka-parts.ts';
import { KafkaPublisher } from './kafka-publisher.ts';
import { KafkaRecordStream } from './kafka-record-stream.ts';
import { KafkaRunnerRequests } from './kafka-runner-requests.ts';
import { KafkaTickQueue } from './kafka-tick-queue.ts';
import { ensureTopics, type PartitionCounts, type Topic } from './kafka-topics.ts';

/** Some 50 s of tries: what is refused for so long is refused for good. */
const POISON_AFTER = 10;

export interface KafkaMessagingOptions {
  readonly config: KafkaConfig;
  /** `host:port` of at least one broker. */
  readonly brokers: readonly string[];
  /** How long a publish goes on trying while the brokers are away, ms (default 60,000). */
  readonly retryForMs?: number;
  /** Rejections after which a message is set aside (default 10). */
  readonly poisonAfter?: number;
  readonly log?: BusLog;
}

/** The message bus over Kafka. Begins at once to look for the brokers and to make the topics. */
export function createKafkaMessaging(options: KafkaMessagingOptions): Messaging {
  const { config, brokers } = options;
  const log = options.log ?? NO_LOG;
  const kafka = connectKafka(config, brokers, log);
  const admin = kafka.admin({ retry: DRIVER_RETRY });
  const nameOf = (topic: Topic): string => config.topicPrefix + topic;
  const closing = new AbortController();
  const found = findTopics(admin, config, { log, signal: closing.signal });
  found.catch((err: unknown) => {
    if (!closing.signal.aborted) log.error({ err }, 'topics not ready');
  });
  const topics = (): Promise<PartitionCounts> => found;
  const retryForMs = options.retryForMs ?? 60_000;
  const publisher = new KafkaPublisher({ kafka, log, nameOf, topics, retryForMs });
  const poisonAfter = options.poisonAfter ?? POISON_AFTER;
  const parts: KafkaParts = { kafka, admin, publisher, log, nameOf, topics, poisonAfter };
  const ports = {
    ticks: new KafkaTickQueue(parts),
    outcomes: new KafkaRecordStream<OutcomeMessage>(parts, 'outcomes', outcomeMessage),
    logs: new KafkaRecordStream<LogMessage>(parts, 'logs', logMessage),
    requests: new KafkaRunnerRequests(parts),
    deadLetters: new KafkaDeadLetters(parts),
  };
  let closed: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    // First: where no broker was ever reached, the ports wait for their topics.
    closing.abort();
    await Promise.all(Object.values(ports).map((port) => port.close()));
    await publisher.close();
    await found.catch(() => undefined);
    await admin.disconnect().catch(() => undefined);
  };
  return { ...ports, close: () => (closed ??= close()) };
}

async function findTopics(
  admin: Admin,
  config: KafkaConfig,
  { log, signal }: { log: BusLog; signal: AbortSignal },
): Promise<PartitionCounts> {
  for (let failures = 0; ; failures++) {
    try {
      await admin.connect();
      return await ensureTopics(admin, config, log);
    } catch (cause) {
      if (cause instanceof ConfigError) throw cause;
      if (kafkaFaultOf(cause) === 'final') {
        throw new ConfigError(`Kafka refuses these settings: ${String(cause)}`);
      }
      if (signal.aborted) throw new InfraError('closed', { retriable: true, cause });
      if (failures === 0) log.warn({ err: cause }, 'brokers not reached yet');
      await pauseFor(Math.min(100 * 2 ** failures, 1_000), signal);
    }
  }
}
