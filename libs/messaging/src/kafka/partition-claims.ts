import { InfraError, pauseFor, retry } from '@aispinner/platform';
import type { Consumer, TopicPartitionOffsetAndMetadata } from 'kafkajs';
import type { KafkaParts } from './kafka-parts.ts';
import type { Topic } from './kafka-topics.ts';
import { OwnedPartition } from './owned-partition.ts';
import { readNote, writeNote } from './owner-note.ts';
import type { Standing } from './sticky-assigner.ts';

/**
 * What is finished waits so long for more to be committed with it, ms. A commit costs as much as several
 * ticks; without one, a consumer that dies leaves what it did meanwhile to be delivered, and absorbed, again.
 */
const COMMIT_AFTER_MS = 500;
/** A commit that failed is tried again after this; until then it costs repeated deliveries, ms. */
const RETRY_AFTER_MS = 500;
const RELEASE_WITHIN_MS = 5_000;
/** Longer than this, the driver had better start again; heartbeats wait for it, ms. */
const ADOPT_WITHIN_MS = 3_000;

interface ClaimsOptions {
  readonly topic: Topic;
  readonly group: string;
  readonly consumerId: string;
  readonly onRevoked: (partition: OwnedPartition) => void;
}

/** The partitions of one member of a group, and what it commits for them. */
export class PartitionClaims {
  /** The driver's, while there is one. */
  consumer: Consumer | null = null;
  private readonly parts: KafkaParts;
  private readonly options: ClaimsOptions;
  /** Of this object: a later life of the same process is another owner. */
  private readonly owner: string;
  private readonly owned = new Map<number, OwnedPartition>();
  private committing: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private released = false;
  /** Counts assignments: what was begun for an earlier one must not be written over the next. */
  private assignment = 0;

  constructor(parts: KafkaParts, options: ClaimsOptions) {
    this.parts = parts;
    this.options = options;
    this.owner = `${options.consumerId}#${crypto.randomUUID().slice(0, 8)}`;
  }

  owns(partition: number): boolean {
    return this.owned.has(partition);
  }

  get(partition: number): OwnedPartition | undefined {
    return this.owned.get(partition);
  }

  standing(closing: boolean): Standing {
    const all = [...this.owned.values()];
    return {
      owned: all.map(({ partition }) => partition),
      busy: all.filter(({ begun }) => begun > 0).map(({ partition }) => partition),
      closing,
    };
  }

  /**
   * Takes over what the group has assigned. A partition whose note still names this owner was nobody
   * else's meanwhile: it goes on as it was. For the others, what is written down says where to begin,
   * and the own name is committed before anything is handed out.
   */
  adopt(partitions: readonly number[]): Promise<void> {
    this.assignment += 1;
    const assignment = this.assignment;
    for (const [partition, before] of this.owned) {
      if (!partitions.includes(partition)) this.revoke(before);
    }
    return retry('adopt partitions', () => this.take(partitions, assignment), {
      forMs: ADOPT_WITHIN_MS,
      isTransient: () => assignment === this.assignment,
    });
  }

  private async take(partitions: readonly number[], assignment: number): Promise<void> {
    if (partitions.length === 0) return;
    const { admin, nameOf } = this.parts;
    const topic = nameOf(this.options.topic);
    const groupId = `${topic}.${this.options.group}`;
    const [committed, ends] = await Promise.all([
      admin.fetchOffsets({ groupId, topics: [topic] }),
      admin.fetchTopicOffsets(topic),
    ]);
    if (assignment !== this.assignment) return;
    const notes = new Map(committed[0]?.partitions.map((p) => [p.partition, p]));
    const taken: OwnedPartition[] = [];
    for (const partition of partitions) {
      const { offset: text = '-1', metadata = null } = notes.get(partition) ?? {};
      const { high = '0', low = '0' } = ends.find((end) => end.partition === partition) ?? {};
      const offset = Number(text);
      const note = offset < 0 ? null : readNote(metadata, offset);
      const before = this.owned.get(partition);
      if (before !== undefined && note?.owner === this.owner) {
        this.consumer?.seek({ topic, partition, offset: String(before.tracker.position) });
        continue;
      }
      if (before !== undefined) this.revoke(before);
      const untouched = offset < 0 || (note !== null && note.owner === null);
      taken.push(
        new OwnedPartition(partition, {
          position: Math.max(offset, Number(low)),
          done: note?.done ?? [],
          repeatedBelow: untouched ? 0 : Number(high),
        }),
      );
    }
    if (taken.length > 0) await this.commitFor(taken, this.owner);
    if (assignment !== this.assignment) return;
    for (const partition of taken) this.owned.set(partition.partition, partition);
    // The driver remembers pauses over a rebalance.
    this.consumer?.resume([{ topic, partitions: taken.map(({ partition }) => partition) }]);
  }

  /** Soon, together with whatever else is finished by then. */
  commitSoon(afterMs = COMMIT_AFTER_MS): void {
    if (this.released) return;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.commit().catch((err: unknown) => {
        this.parts.log.debug({ err, group: this.options.group }, 'commit failed');
        this.commitSoon(RETRY_AFTER_MS);
      });
    }, afterMs);
  }

  async commit(): Promise<void> {
    while (this.committing !== null) await this.committing.catch(() => undefined);
    const dirty = [...this.owned.values()].filter((partition) => partition.dirty);
    if (dirty.length === 0) return;
    this.committing = this.commitFor(dirty, this.owner);
    try {
      await this.committing;
    } finally {
      this.committing = null;
    }
  }

  /** The last commit: where all that was begun is finished, it says that nobody has the partition. */
  async release(): Promise<void> {
    this.released = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.committing?.catch(() => undefined);
    const idle = [...this.owned.values()].filter(({ begun }) => begun === 0);
    const busy = [...this.owned.values()].filter(({ begun }) => begun > 0);
    const late = new AbortController();
    const released = Promise.all([this.commitFor(idle, null), this.commitFor(busy, this.owner)]);
    await Promise.race([released, pauseFor(RELEASE_WITHIN_MS, late.signal)]).catch((err: unknown) =>
      this.parts.log.debug({ err, group: this.options.group }, 'partitions not released'),
    );
    late.abort();
  }

  private revoke(partition: OwnedPartition): void {
    partition.revoked = true;
    this.owned.delete(partition.partition);
    this.options.onRevoked(partition);
  }

  private async commitFor(partitions: readonly OwnedPartition[], owner: string | null) {
    const { consumer } = this;
    if (partitions.length === 0) return;
    if (consumer === null) throw new InfraError('not reading', { retriable: true });
    const topic = this.parts.nameOf(this.options.topic);
    const offsets = partitions.map((owned): TopicPartitionOffsetAndMetadata => {
      const lowest = owned.tracker.lowestPending;
      const metadata = writeNote({ owner, done: owned.tracker.doneAbove() }, lowest);
      owned.dirty = false;
      return { topic, partition: owned.partition, offset: String(lowest), metadata };
    });
    try {
      await consumer.commitOffsets(offsets);
    } catch (error) {
      for (const owned of partitions) owned.dirty = true;
      throw error;
    }
  }
}
