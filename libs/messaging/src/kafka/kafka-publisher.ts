import { ConfigError, GroupWriter, InfraError, pauseFor } from '@aispinner/platform';
import { Partitioners, type Kafka, type Message, type Producer } from 'kafkajs';
import type { BusLog } from '../bus-log.ts';

import { DRIVER_RETRY } from './connect-kafka.ts';
import { kafkaFaultOf } from './kafka-fault.ts';
import { packRequests } from './pack-requests.ts';
import type { PartitionCounts, Topic } from './kafka-topics.ts';

export interface Outgoing {
  readonly topic: Topic;
  /** Equal keys go to one partition, unless `partition` says which. */
  readonly key: string;
  /** Null: removes what the key stands for, in a compacted topic. */
  readonly value: Buffer | string | null;
  readonly partition?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A message with its place. */
export interface Placed extends Outgoing {
  readonly partition: number;
}

interface PublisherOptions {
  readonly kafka: Kafka;
  readonly log: BusLog;
  readonly nameOf: (topic: Topic) => string;
  readonly topics: () => Promise<PartitionCounts>;
  /** How long a publish goes on trying while the brokers are away, ms. */
  readonly retryForMs: number;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;
const MAX_GROUP = 1_000;

const place = Partitioners.DefaultPartitioner();

/**
 * One idempotent producer for all that this process sends: acknowledged by every replica in sync, in
 * one request at a time, in which goes all that was handed in meanwhile.
 *
 * The driver alone does not promise enough. A request that was given up may have arrived, and the next
 * one would carry its sequence numbers and be taken for a repetition: so the producer ends with it.
 * And where the leader of a partition changes between two tries, the driver may leave out its part and
 * report success: so what is acknowledged is compared with what was sent, and the rest sent again.
 */
export class KafkaPublisher {
  private readonly options: PublisherOptions;
  private readonly writer: GroupWriter<Outgoing>;
  private readonly closing = new AbortController();
  private producer: Promise<Producer> | null = null;

  constructor(options: PublisherOptions) {
    this.options = options;
    this.writer = new GroupWriter<Outgoing>((messages) => this.insist(messages), {
      maxItems: MAX_GROUP,
    });
  }

  /** Resolves when every replica in sync has the messages. Rejects with `InfraError`. */
  send(messages: readonly Outgoing[]): Promise<void> {
    return this.writer.write(messages);
  }

  /** Waits for what was handed in; what the brokers do not take now is given up. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.writer.idle();
    await this.drop();
  }

  private async insist(messages: readonly Outgoing[]): Promise<void> {
    const giveUpAt = performance.now() + this.options.retryForMs;
    const counts = await this.topicsWithin(giveUpAt);
    const placed = messages.map((message) => withPlace(message, counts));
    for (const request of packRequests(placed)) await this.insistOn(request, giveUpAt);
  }

  private async topicsWithin(giveUpAt: number): Promise<PartitionCounts> {
    try {
      return await this.within(giveUpAt, this.options.topics());
    } catch (cause) {
      // Settings that the brokers refuse do not get better by waiting.
      const retriable = !(cause instanceof ConfigError);
      throw new InfraError('publish found no topics', { retriable, cause });
    }
  }

  private async insistOn(request: readonly Placed[], giveUpAt: number): Promise<void> {
    let rest = request;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      try {
        const producer = await this.within(giveUpAt, this.connected());
        rest = await this.within(giveUpAt, this.sendOnce(producer, rest));
        if (rest.length === 0) return;
        this.options.log.warn({ messages: rest.length }, 'publish was acknowledged in part');
      } catch (cause) {
        const fault = kafkaFaultOf(cause);
        const outOfTime = performance.now() + pauseMs > giveUpAt || this.closing.signal.aborted;
        if (fault !== 'again' || outOfTime) await this.drop();
        if (fault === 'final') throw new InfraError('publish failed', { retriable: false, cause });
        if (outOfTime)
          throw new InfraError('publish failed for too long', { retriable: true, cause });
      }
      await pauseFor(pauseMs, this.closing.signal);
    }
  }

  /** Returns what was not acknowledged. */
  private async sendOnce(
    producer: Producer,
    messages: readonly Placed[],
  ): Promise<readonly Placed[]> {
    const byTopic = new Map<Topic, Message[]>();
    for (const { topic, key, value, partition, headers } of messages) {
      const message = { key, value, partition, ...(headers !== undefined && { headers }) };
      const those = byTopic.get(topic);
      if (those === undefined) byTopic.set(topic, [message]);
      else those.push(message);
    }
    const topicMessages = [...byTopic].map(([topic, those]) => ({
      topic: this.options.nameOf(topic),
      messages: those,
    }));
    const acknowledged = await producer.sendBatch({ acks: -1, topicMessages });
    const places = new Set(acknowledged.map((ack) => `${ack.topicName}/${ack.partition}`));
    return messages.filter(
      ({ topic, partition }) => !places.has(`${this.options.nameOf(topic)}/${partition}`),
    );
  }

  private connected(): Promise<Producer> {
    this.producer ??= this.connect().catch((error: unknown) => {
      this.producer = null;
      throw error;
    });
    return this.producer;
  }

  private async connect(): Promise<Producer> {
    const producer = this.options.kafka.producer({
      idempotent: true,
      allowAutoTopicCreation: false,
      retry: DRIVER_RETRY,
    });
    await producer.connect();
    return producer;
  }

  private async drop(): Promise<void> {
    const producer = this.producer;
    this.producer = null;
    await producer?.then((open) => open.disconnect()).catch(() => undefined);
  }

  /** The driver's own tries cannot be stopped; nobody waits for them longer than this. */
  private async within<T>(giveUpAt: number, work: Promise<T>): Promise<T> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => late.reject(new Error('the brokers did not answer in time')),
      Math.max(0, giveUpAt - performance.now()),
    );
    try {
      return await Promise.race([work, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function withPlace(message: Outgoing, counts: PartitionCounts): Placed {
  if (message.partition !== undefined) return { ...message, partition: message.partition };
  const partitionMetadata = partitionsOf(counts.get(message.topic) ?? 1);
  const { topic, key, value } = message;
  return { ...message, partition: place({ topic, partitionMetadata, message: { key, value } }) };
}

type Partitions = Parameters<typeof place>[0]['partitionMetadata'];
const partitionLists = new Map<number, Partitions>();

/** In the shape that the driver's partitioner wants: all of them led by somebody. */
function partitionsOf(count: number): Partitions {
  let list = partitionLists.get(count);
  if (list === undefined) {
    list = Array.from({ length: count }, (_, partitionId) => ({
      partitionErrorCode: 0,
      partitionId,
      leader: 0,
      replicas: [],
      isr: [],
    }));
    partitionLists.set(count, list);
  }
  return list;
}
