import type { KafkaGroupReader } from './kafka-group-reader.ts';
import type { KafkaParts } from './kafka-parts.ts';
import type { Topic } from './kafka-topics.ts';
import { passedOn } from './letters.ts';
import type { Incoming } from './owned-partition.ts';

/** What waits so long for a place here is passed on, ms. */
const PASS_ON_AFTER_MS = 200;
/** What went from consumer to consumer so often stays where it is: they are all full. */
const MAX_HOPS = 2;
/** Of one that takes no more itself. */
const MAX_HOPS_CLOSING = 6;

/**
 * A partition has one owner, which may have no place left while others are idle, or be on its way out.
 * What waits there for too long is written once more, to a partition of another member of the group.
 */
export class OverflowMover {
  private readonly parts: KafkaParts;
  private readonly reader: KafkaGroupReader;
  private readonly topic: Topic;
  private timer: NodeJS.Timeout | undefined;
  private moving: Promise<void> | null = null;
  private closing = false;

  constructor(parts: KafkaParts, reader: KafkaGroupReader, topic: Topic) {
    this.parts = parts;
    this.reader = reader;
    this.topic = topic;
  }

  /** Does nothing once it was closed: that may happen before its consumer has joined. */
  start(work: () => Promise<void>): void {
    if (this.closing) return;
    this.timer = setInterval(() => void this.move(work), PASS_ON_AFTER_MS / 2);
  }

  /** From now on everything is passed on at once. */
  close(): void {
    this.closing = true;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.moving;
  }

  /** One at a time; never rejects. */
  async move(work: () => Promise<void>): Promise<void> {
    this.moving ??= work()
      .catch((err: unknown) => this.parts.log.debug({ err }, 'overflow not moved'))
      .finally(() => (this.moving = null));
    await this.moving;
  }

  isDue({ hops, since }: { readonly hops: number; readonly since: number }): boolean {
    if (this.closing) return hops < MAX_HOPS_CLOSING;
    return hops < MAX_HOPS && performance.now() - since >= PASS_ON_AFTER_MS;
  }

  /** False: they could not be written; they stay. */
  async send(messages: readonly Incoming[]): Promise<boolean> {
    const others = await this.reader.othersPartitions();
    if (others.length === 0) return false;
    const first = Math.floor(Math.random() * others.length);
    try {
      await this.parts.publisher.send(
        messages.map((message, n) =>
          passedOn(message, this.topic, others[(first + n) % others.length] ?? 0),
        ),
      );
      return true;
    } catch (err) {
      this.parts.log.warn({ err, messages: messages.length }, 'overflow not moved');
      return false;
    }
  }
}
