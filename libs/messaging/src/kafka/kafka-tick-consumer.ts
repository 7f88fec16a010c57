import { tickMessage, type TickMessage } from '@aispinner/contracts';
import { FairTurns } from '@aispinner/domain';
import { mayTake } from '../fair-share.ts';
import type { TickConsumer, TickConsumerOptions, TickDelivery } from '../tick-queue.ts';
import { KafkaGroupReader } from './kafka-group-reader.ts';
import type { KafkaParts } from './kafka-parts.ts';
import { hopsOf } from './letters.ts';
import type { Incoming, OwnedPartition } from './owned-partition.ts';
import { OverflowMover } from './overflow-mover.ts';
import { parseMessage } from './parse-message.ts';
import { setLetterAside } from './set-letter-aside.ts';

const FIRST_DELAY_MS = 100;
/** Of a rejection that says it is retriable, such as a worker that is busy: it will pass. */
const LONGEST_DELAY_MS = 1_000;
/** Of any other: it may come to nothing, and in the end the tick is set aside. */
const LONGEST_DOUBTFUL_DELAY_MS = 30_000;

/** A tick in here, with the messages that carry it: a second one is absorbed by the first. */
export interface HeldTick {
  readonly tick: TickMessage;
  messages: Incoming[];
  readonly hops: number;
  readonly since: number;
  state: 'waiting' | 'running' | 'delayed' | 'moving';
  tries: number;
  /** Rejections that nothing promises to pass. */
  rejections: number;
  repeated: boolean;
  delay: NodeJS.Timeout | undefined;
}

/**
 * What becomes of a tick in here:
 *
 *   read --not understood--> dead letter
 *        --known by its tickId--> absorbed by the one that is here
 *        --> waiting --its workspace's turn, and a place--> running --resolved--> done (committed)
 *                                                                   --rejected--> delayed --> waiting
 *                                                                   --too often--> dead letter
 *            waiting --no place for long, others in the group--> moved to a partition of another
 *            waiting, delayed --partition revoked--> forgotten: its new owner reads it
 *
 * A running tick whose partition is revoked goes on. The new owner finds its worker's lease taken and
 * tries until that is over; should the partition come back here first, the tick is absorbed.
 */
export class KafkaTickConsumer implements TickConsumer {
  private readonly parts: KafkaParts;
  private readonly options: TickConsumerOptions;
  private readonly handle: (delivery: TickDelivery) => Promise<void>;
  private readonly reader: KafkaGroupReader;
  private readonly mover: OverflowMover;
  private readonly held = new Map<string, HeldTick>();
  private readonly waiting = new FairTurns<HeldTick>();
  private readonly running = new Set<Promise<void>>();
  private readonly runningOf = new Map<string, number>();
  private admission: NodeJS.Immediate | null = null;
  private closing: Promise<void> | null = null;

  constructor(
    parts: KafkaParts,
    options: TickConsumerOptions,
    handle: (delivery: TickDelivery) => Promise<void>,
  ) {
    this.parts = parts;
    this.options = options;
    this.handle = handle;
    this.reader = new KafkaGroupReader(parts, {
      topic: 'ticks',
      group: 'runners',
      consumerId: options.consumerId,
      window: Math.max(256, 4 * options.maxInFlight),
      onMessages: (messages) => messages.forEach((message) => this.accept(message)),
      onRevoked: (partition) => this.forget(partition),
    });
    this.mover = new OverflowMover(parts, this.reader, 'ticks');
  }

  /** Resolves when its first partitions are there. Rejects with `ConfigError`. */
  async start(): Promise<void> {
    await this.reader.start();
    this.mover.start(() => this.moveOverflow());
  }

  close(): Promise<void> {
    this.closing ??= this.drain();
    return this.closing;
  }

  private async drain(): Promise<void> {
    this.reader.prepareToLeave();
    this.mover.close();
    for (const held of this.held.values()) if (held.state === 'delayed') this.wait(held);
    await this.mover.move(() => this.moveOverflow());
    while (this.running.size > 0) await Promise.all(this.running);
    await this.mover.stop();
    await this.reader.close();
  }

  private accept(message: Incoming): void {
    const understood = parseMessage(tickMessage, message.value);
    if ('reason' in understood) return this.setAside([message], understood.reason);
    const tick = understood.message;
    const known = this.held.get(tick.tickId);
    if (known !== undefined) {
      known.messages.push(message);
      return;
    }
    const held: HeldTick = {
      tick,
      messages: [message],
      hops: hopsOf(message),
      since: performance.now(),
      state: 'waiting',
      tries: 0,
      rejections: 0,
      repeated: message.mayBeRepeated,
      delay: undefined,
    };
    this.held.set(tick.tickId, held);
    this.wait(held);
  }

  private wait(held: HeldTick): void {
    clearTimeout(held.delay);
    held.state = 'waiting';
    this.waiting.join(held.tick.workspaceId, held, held.tick.limits.turnWeight);
    this.admitSoon();
  }

  /** In a later turn of the event loop: all that one fetch brought takes part. */
  private admitSoon(): void {
    this.admission ??= setImmediate(() => {
      this.admission = null;
      this.admit();
    });
  }

  private admit(): void {
    const parked = new Set<string>();
    while (this.closing === null) {
      const free = this.options.maxInFlight - this.running.size;
      if (free <= 0) break;
      const next = this.waiting.next(({ tick: { workspaceId, limits } }) => {
        const may = mayTake(this.runningOf.get(workspaceId) ?? 0, free, limits.turnWeight);
        if (!may) parked.add(workspaceId);
        return may;
      });
      if (next === null) break;
      this.begin(next.item);
    }
    for (const workspaceId of parked) this.waiting.resume(workspaceId);
  }

  private begin(held: HeldTick): void {
    const { workspaceId } = held.tick;
    held.state = 'running';
    for (const message of held.messages) this.reader.begin(message);
    this.runningOf.set(workspaceId, (this.runningOf.get(workspaceId) ?? 0) + 1);
    const ended = this.run(held).finally(() => {
      this.running.delete(ended);
      const left = (this.runningOf.get(workspaceId) ?? 1) - 1;
      if (left > 0) this.runningOf.set(workspaceId, left);
      else this.runningOf.delete(workspaceId);
      if (this.waiting.size > 0) this.admitSoon();
    });
    this.running.add(ended);
  }

  private async run(held: HeldTick): Promise<void> {
    const { tick } = held;
    try {
      await this.handle({ tick, receivedAt: Date.now(), redelivered: held.repeated });
      this.finish(held);
    } catch (err) {
      this.parts.log.warn({ err, tickId: tick.tickId }, 'tick not handled');
      this.tryAgain(held, err);
    }
  }

  private tryAgain(held: HeldTick, err: unknown): void {
    held.messages = held.messages.filter(({ from }) => !from.revoked);
    if (held.messages.length === 0 || this.closing !== null) {
      this.held.delete(held.tick.tickId);
      return;
    }
    const passes = err instanceof Error && 'retriable' in err && err.retriable === true;
    held.repeated = true;
    held.tries += 1;
    if (!passes) held.rejections += 1;
    if (held.rejections >= this.parts.poisonAfter) {
      this.held.delete(held.tick.tickId);
      this.setAside(held.messages, `rejected ${held.rejections} times: ${String(err)}`);
      return;
    }
    const longestMs = passes ? LONGEST_DELAY_MS : LONGEST_DOUBTFUL_DELAY_MS;
    held.state = 'delayed';
    const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (held.tries - 1), longestMs);
    held.delay = setTimeout(() => this.wait(held), delayMs);
  }

  private finish(held: HeldTick): void {
    this.held.delete(held.tick.tickId);
    for (const message of held.messages) this.reader.finish(message);
  }

  private forget(partition: OwnedPartition): void {
    for (const held of this.held.values()) {
      if (held.state !== 'waiting' && held.state !== 'delayed') continue;
      held.messages = held.messages.filter(({ from }) => from !== partition);
      if (held.messages.length > 0) continue;
      clearTimeout(held.delay);
      this.waiting.leave(held.tick.workspaceId, held);
      this.held.delete(held.tick.tickId);
    }
  }

  private setAside(messages: readonly Incoming[], reason: string): void {
    for (const message of messages) {
      void setLetterAside(this.parts, { message, topic: 'ticks', reason }).then((kept) => {
        if (kept) this.reader.finish(message);
      });
    }
  }

  /** Hands what has waited here too long to the partitions of others. */
  private async moveOverflow(): Promise<void> {
    const due = [...this.waiting.items()].filter((held) => this.mover.isDue(held));
    if (due.length === 0) return;
    if ((await this.reader.othersPartitions()).length === 0) return;
    const moving = due.filter((held) => held.state === 'waiting');
    for (const held of moving) {
      this.waiting.leave(held.tick.workspaceId, held);
      held.state = 'moving';
    }
    const moved = await this.mover.send(moving.flatMap(({ messages: [first] }) => first ?? []));
    for (const held of moving) {
      if (moved) this.finish(held);
      else if (held.messages.some(({ from }) => !from.revoked)) this.wait(held);
      else this.held.delete(held.tick.tickId);
    }
  }
}
