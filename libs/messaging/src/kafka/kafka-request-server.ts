import { runnerRequest, type RunnerReply, type RunnerRequest } from '@aispinner/contracts';
import { KafkaGroupReader } from './kafka-group-reader.ts';
import type { KafkaParts } from './kafka-parts.ts';
import { headerOf, hopsOf } from './letters.ts';
import { OverflowMover } from './overflow-mover.ts';
import type { Incoming, OwnedPartition } from './owned-partition.ts';
import { parseMessage } from './parse-message.ts';

/** Nobody waits for the reply after this instant, epoch ms. */
export const EXPIRES_AT = 'expires-at';

export interface ServeOptions {
  readonly consumerId: string;
  readonly maxInFlight: number;
}

interface Asked {
  readonly message: Incoming;
  readonly hops: number;
  readonly since: number;
}

/**
 * Takes requests while it has places for them, and sends what `answer` made of each. A request is
 * committed before it is begun: at most one runner ever begins it.
 */
export class KafkaRequestServer {
  private readonly parts: KafkaParts;
  private readonly options: ServeOptions;
  private readonly answer: (request: RunnerRequest) => Promise<RunnerReply>;
  private readonly reader: KafkaGroupReader;
  private readonly mover: OverflowMover;
  private readonly answering = new Set<Promise<void>>();
  private waiting: Asked[] = [];
  private closing: Promise<void> | null = null;

  constructor(
    parts: KafkaParts,
    options: ServeOptions,
    answer: (request: RunnerRequest) => Promise<RunnerReply>,
  ) {
    this.parts = parts;
    this.options = options;
    this.answer = answer;
    this.reader = new KafkaGroupReader(parts, {
      topic: 'requests',
      group: 'runners',
      consumerId: options.consumerId,
      window: 500,
      onMessages: (messages) => {
        const since = performance.now();
        for (const message of messages) {
          this.waiting.push({ message, hops: hopsOf(message), since });
        }
        this.take();
      },
      onRevoked: (partition) => this.forget(partition),
    });
    this.mover = new OverflowMover(parts, this.reader, 'requests');
  }

  async start(): Promise<void> {
    await this.reader.start();
    this.mover.start(() => this.moveOverflow());
  }

  /** Resolves when what was begun is answered. */
  close(): Promise<void> {
    this.closing ??= (async () => {
      this.reader.prepareToLeave();
      this.mover.close();
      await this.mover.move(() => this.moveOverflow());
      while (this.answering.size > 0) await Promise.all(this.answering);
      await this.mover.stop();
      await this.reader.close();
    })();
    return this.closing;
  }

  private take(): void {
    while (this.closing === null && this.answering.size < this.options.maxInFlight) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      const answered = this.serve(next.message).finally(() => {
        this.answering.delete(answered);
        this.take();
      });
      this.answering.add(answered);
    }
  }

  private async serve(message: Incoming): Promise<void> {
    const { log, publisher } = this.parts;
    const requestId = message.key;
    if (!(await this.commitAs(message))) return;
    if (Date.now() > Number(headerOf(message.headers, EXPIRES_AT) ?? Infinity)) return;
    const reply = await this.replyTo(requestId, message);
    await publisher
      .send([{ topic: 'replies', key: requestId, value: JSON.stringify(reply) }])
      .catch((err: unknown) => log.error({ err, requestId }, 'reply lost'));
  }

  /** False: whether it is ours is not certain, so it is nobody's. */
  private async commitAs(message: Incoming): Promise<boolean> {
    this.reader.finish(message);
    try {
      await this.reader.commit();
      return !message.from.revoked;
    } catch (err) {
      this.parts.log.warn({ err, requestId: message.key }, 'request not taken');
      return false;
    }
  }

  private async replyTo(requestId: string, message: Incoming): Promise<RunnerReply> {
    const { log } = this.parts;
    const understood = parseMessage(runnerRequest, message.value);
    if ('reason' in understood) {
      log.error({ requestId, reason: understood.reason }, 'request not understood');
      return { kind: 'failed', requestId, message: 'The runner did not understand the request.' };
    }
    try {
      return await this.answer(understood.message);
    } catch (err) {
      log.error({ err, requestId }, 'request not answered');
      return { kind: 'failed', requestId, message: 'The runner could not do it.' };
    }
  }

  /** Committed before it is written anew, so that two runners never have it. */
  private async moveOverflow(): Promise<void> {
    if ((await this.reader.othersPartitions()).length === 0) return;
    const moving = this.waiting.filter((asked) => this.mover.isDue(asked));
    if (moving.length === 0) return;
    this.waiting = this.waiting.filter((asked) => !moving.includes(asked));
    const taken: Incoming[] = [];
    for (const { message } of moving) if (await this.commitAs(message)) taken.push(message);
    await this.mover.send(taken);
  }

  private forget(partition: OwnedPartition): void {
    this.waiting = this.waiting.filter(({ message }) => message.from !== partition);
  }
}
