import { pauseFor } from '@aispinner/platform';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { DRIVER_RETRY } from './connect-kafka.ts';
import { kafkaFaultOf } from './kafka-fault.ts';
import type { KafkaParts } from './kafka-parts.ts';
import type { Topic } from './kafka-topics.ts';
import type { OwnedPartition, Incoming } from './owned-partition.ts';
import { PartitionClaims } from './partition-claims.ts';
import { stickyAssigner } from './sticky-assigner.ts';
import { watchClock } from './watch-clock.ts';

/** A fetch waits so long for something to come; a heartbeat and a resumed partition wait for it, ms. */
const FETCH_WAIT_MS = 200;
/** How soon the others hear that somebody joins or leaves, ms. */
const HEARTBEAT_EVERY_MS = 500;
/** Silent for so long, a consumer counts as dead; the least that brokers accept unasked, ms. */
const SESSION_MS = 6_000;
/** How long the group waits for a member to join again, ms. */
const REBALANCE_MS = 10_000;
/** The start of a consumer waits no longer for its place in the group, ms. */
const JOIN_WITHIN_MS = 15_000;
const RESTART_AFTER_MS = 1_000;
/** New partitions of the topic are seen, and shared out, after so long at most, ms. */
const METADATA_MS = 5_000;
const FETCH_BYTES = 256 * 1024;

export interface GroupReaderOptions {
  readonly topic: Topic;
  /** Without the prefix. Its members share the topic. */
  readonly group: string;
  readonly consumerId: string;
  /** Messages of one partition that may wait here; at this number it is paused until half are gone. */
  readonly window: number;
  /** Gets what has come, in the order of each partition. Must not throw. */
  readonly onMessages: (messages: readonly Incoming[]) => void;
  /** Those that wait must be forgotten: another consumer gets them. */
  readonly onRevoked: (partition: OwnedPartition) => void;
}

/**
 * A member of a consumer group that hands messages over at once and hears later, in any order, which
 * of them are finished. Since the driver never waits for a handler, its heartbeats go on however long
 * one takes.
 *
 * Commits go together, and say up to where everything is finished and what is beyond (`OwnerNote`).
 */
export class KafkaGroupReader {
  private readonly parts: KafkaParts;
  private readonly options: GroupReaderOptions;
  private readonly claims: PartitionClaims;
  private readonly closing = new AbortController();
  private readonly joined = Promise.withResolvers<void>();
  private consumer: Consumer | null = null;
  private running: Promise<void> | null = null;
  private adopting: Promise<void> = Promise.resolve();
  private leaving = false;

  constructor(parts: KafkaParts, options: GroupReaderOptions) {
    this.parts = parts;
    this.options = options;
    this.claims = new PartitionClaims(parts, options);
  }

  /** Resolves when it has joined, or after 15 s of trying, which goes on. Rejects with `ConfigError`. */
  async start(): Promise<void> {
    this.running = this.runUntilClosed();
    const late = new AbortController();
    await Promise.race([this.joined.promise, pauseFor(JOIN_WITHIN_MS, late.signal)]);
    late.abort();
  }

  /** Its handling begins: it waits no more. */
  begin(message: Incoming): void {
    if (message.state === 'begun') return;
    message.state = 'begun';
    message.from.begun += 1;
    this.takeFromWaiting(message);
  }

  /** It is done with, handled or not: it is not delivered again. */
  finish(message: Incoming): void {
    const { from } = message;
    if (message.state === 'begun') from.begun -= 1;
    else this.takeFromWaiting(message);
    from.tracker.finish(message.offset);
    from.dirty = true;
    this.claims.commitSoon();
  }

  /** Commits what is finished now. Rejects where that was not possible. */
  commit(): Promise<void> {
    return this.claims.commit();
  }

  /** Partitions that are nobody's or another member's. */
  async othersPartitions(): Promise<readonly number[]> {
    const count = (await this.parts.topics()).get(this.options.topic) ?? 0;
    return Array.from({ length: count }, (_, p) => p).filter((p) => !this.claims.owns(p));
  }

  /** From now on the group is told that this member wants nothing new. */
  prepareToLeave(): void {
    this.leaving = true;
  }

  /** Commits and leaves the group. */
  async close(): Promise<void> {
    this.leaving = true;
    await this.adopting.catch(() => undefined);
    await this.claims.release();
    this.closing.abort();
    this.joined.resolve();
    await this.running?.catch(() => undefined);
  }

  private takeFromWaiting({ from }: Incoming): void {
    from.waiting -= 1;
    if (!from.paused || from.revoked || from.waiting > this.options.window / 2) return;
    from.paused = false;
    this.consumer?.resume([this.placeOf(from)]);
  }

  private placeOf({ partition }: OwnedPartition): { topic: string; partitions: number[] } {
    return { topic: this.parts.nameOf(this.options.topic), partitions: [partition] };
  }

  /** The driver starts again by itself after most failures; this does after the others. */
  private async runUntilClosed(): Promise<void> {
    while (!this.closing.signal.aborted) {
      const crashed = Promise.withResolvers<void>();
      const stop = (): void => crashed.resolve();
      this.closing.signal.addEventListener('abort', stop);
      const endWatch = watchClock((byMs) => {
        this.parts.log.warn({ byMs, group: this.options.group }, 'clock set back, joining again');
        crashed.resolve();
      });
      try {
        await this.parts.topics();
        await this.run(crashed.resolve);
        await crashed.promise;
      } catch (error) {
        if (kafkaFaultOf(error) === 'final') {
          this.joined.reject(error);
          this.parts.log.error({ err: error, group: this.options.group }, 'reading not possible');
        } else this.parts.log.warn({ err: error, group: this.options.group }, 'reading failed');
      } finally {
        endWatch();
        this.closing.signal.removeEventListener('abort', stop);
      }
      const consumer = this.consumer;
      this.consumer = null;
      this.claims.consumer = null;
      await consumer?.disconnect().catch(() => undefined);
      await pauseFor(RESTART_AFTER_MS, this.closing.signal);
    }
  }

  private async run(onCrash: () => void): Promise<void> {
    const { kafka, log } = this.parts;
    const { group, topic } = this.options;
    const consumer = kafka.consumer({
      groupId: this.parts.nameOf(topic) + '.' + group,
      partitionAssigners: [stickyAssigner(() => this.claims.standing(this.leaving))],
      sessionTimeout: SESSION_MS,
      rebalanceTimeout: REBALANCE_MS,
      heartbeatInterval: HEARTBEAT_EVERY_MS,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      maxBytesPerPartition: FETCH_BYTES,
      minBytes: 1,
      allowAutoTopicCreation: false,
      metadataMaxAge: METADATA_MS,
      readUncommitted: true,
      retry: DRIVER_RETRY,
    });
    this.consumer = consumer;
    this.claims.consumer = consumer;
    // Before `run`, or the first join goes unheard.
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      const partitions = payload.memberAssignment[this.parts.nameOf(topic)] ?? [];
      this.adopting = this.claims.adopt(partitions).then(() => this.joined.resolve());
      this.adopting.catch((err: unknown) => log.warn({ err, group }, 'partitions not adopted'));
    });
    // While the group waits for its members, it still takes what they finished before.
    consumer.on(consumer.events.REBALANCING, () => void this.commit().catch(() => undefined));
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      log.warn({ err: payload.error, group, restart: payload.restart }, 'reading broke off');
      if (!payload.restart) onCrash();
    });
    await consumer.connect();
    await consumer.subscribe({ topic: this.parts.nameOf(topic), fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      partitionsConsumedConcurrently: 16,
      eachBatch: (payload) => this.handOver(payload),
    });
  }

  private async handOver({ batch }: EachBatchPayload): Promise<void> {
    await this.adopting;
    const from = this.claims.get(batch.partition);
    if (from === undefined) return;
    const fresh: Incoming[] = [];
    for (const message of batch.messages) {
      const offset = Number(message.offset);
      if (!from.tracker.see(offset)) continue;
      fresh.push({
        from,
        offset,
        key: message.key?.toString() ?? '',
        value: message.value,
        headers: message.headers ?? {},
        mayBeRepeated: from.mayBeRepeated(offset),
        state: 'waiting',
      });
    }
    from.waiting += fresh.length;
    if (from.waiting >= this.options.window && !from.paused) {
      from.paused = true;
      this.consumer?.pause([this.placeOf(from)]);
    }
    if (fresh.length > 0) this.options.onMessages(fresh);
  }
}
