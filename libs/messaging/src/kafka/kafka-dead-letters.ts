import { InfraError } from '@aispinner/platform';
import type { KafkaMessage } from 'kafkajs';
import type { DeadLetter, DeadLetters } from '../dead-letters.ts';
import type { KafkaParts } from './kafka-parts.ts';
import { TOPICS, type Topic } from './kafka-topics.ts';
import { headerOf } from './letters.ts';

const READ_WITHIN_MS = 30_000;

interface Kept {
  readonly letter: DeadLetter;
  readonly topic: Topic;
  readonly key: string;
  readonly value: Buffer;
}

/** The topic `dead-letters`, read from its beginning each time: what is in it is little. */
export class KafkaDeadLetters implements DeadLetters {
  private readonly parts: KafkaParts;

  constructor(parts: KafkaParts) {
    this.parts = parts;
  }

  async list(): Promise<readonly DeadLetter[]> {
    return [...(await this.read()).values()].map(({ letter }) => letter);
  }

  async replay(ids: readonly string[]): Promise<readonly string[]> {
    const all = await this.read();
    const replayed: string[] = [];
    for (const id of new Set(ids)) {
      const kept = all.get(id);
      if (kept === undefined) continue;
      await this.parts.publisher.send([{ topic: kept.topic, key: kept.key, value: kept.value }]);
      await this.parts.publisher.send([{ topic: 'dead-letters', key: id, value: null }]);
      replayed.push(id);
    }
    return replayed;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** In a group of its own, up to what is the end now. */
  private async read(): Promise<ReadonlyMap<string, Kept>> {
    const { kafka, admin, nameOf, topics } = this.parts;
    await topics();
    const topic = nameOf('dead-letters');
    const [place] = await admin.fetchTopicOffsets(topic);
    const [end, begin] = [Number(place?.high ?? 0), Number(place?.low ?? 0)];
    const letters = new Map<string, Kept>();
    if (end <= begin) return letters;
    const consumer = kafka.consumer({
      groupId: `${topic}.${crypto.randomUUID()}`,
      maxWaitTimeInMs: 100,
      allowAutoTopicCreation: false,
      readUncommitted: true,
    });
    const done = Promise.withResolvers<void>();
    const late = setTimeout(() => {
      done.reject(new InfraError('dead letters could not be read', { retriable: true }));
    }, READ_WITHIN_MS);
    try {
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatch: ({ batch }) => {
          for (const message of batch.messages) this.fold(letters, message);
          if (Number(batch.lastOffset()) >= end - 1) done.resolve();
          return Promise.resolve();
        },
      });
      await done.promise;
    } finally {
      clearTimeout(late);
      await consumer.disconnect().catch(() => undefined);
    }
    return letters;
  }

  /** An empty letter removes the one of its id. */
  private fold(letters: Map<string, Kept>, { key, value, headers = {} }: KafkaMessage): void {
    const id = key?.toString() ?? '';
    if (value === null) {
      letters.delete(id);
      return;
    }
    const header = (name: string): string => headerOf(headers, name) ?? '';
    const topic = TOPICS.find((name) => name === header('topic'));
    if (topic === undefined) return;
    const place = {
      partition: Number(header('partition')),
      offset: Number(header('offset')),
      key: header('key'),
    };
    const letter: DeadLetter = {
      id,
      from: topic,
      place,
      reason: header('reason'),
      at: new Date(header('at')),
      text: value.toString('utf8'),
    };
    letters.set(id, { letter, topic, key: place.key, value });
  }
}
