import type { TickMessage } from '@aispinner/contracts';
import { FairTurns } from '@aispinner/domain';
import {
  mayTake,
  type TickConsumer,
  type TickConsumerOptions,
  type TickDelivery,
  type TickQueue,
} from '@aispinner/messaging';

interface Queued {
  readonly tick: TickMessage;
  deliveries: number;
}

type Handle = (delivery: TickDelivery) => Promise<void>;

/** The queue itself, shared by the ports of every process that a test plays. */
export class MemoryTicks {
  readonly queued = new Map<string, Queued>();
  readonly consumers = new Set<MemoryTickConsumer>();
  /** Those of `queued` that nobody has taken. */
  readonly waiting = new FairTurns<Queued>();

  wait(queued: Queued): void {
    this.waiting.join(queued.tick.workspaceId, queued, queued.tick.limits.turnWeight);
  }

  /** Deliveries begin in a later turn of the event loop, as they do over a wire. */
  deliver(): void {
    setImmediate(() => this.consumers.forEach((consumer) => consumer.take()));
  }
}

class MemoryTickConsumer implements TickConsumer {
  private readonly ticks: MemoryTicks;
  private readonly options: TickConsumerOptions;
  private readonly handle: Handle;
  private readonly held = new Map<Promise<void>, string>();

  constructor(ticks: MemoryTicks, options: TickConsumerOptions, handle: Handle) {
    this.ticks = ticks;
    this.options = options;
    this.handle = handle;
  }

  take(): void {
    if (!this.ticks.consumers.has(this)) return;
    const sated = new Set<string>();
    for (;;) {
      const free = this.options.maxInFlight - this.held.size;
      if (free <= 0) break;
      const next = this.ticks.waiting.next(({ tick: { workspaceId, limits } }) => {
        const places = [...this.held.values()].filter((id) => id === workspaceId).length;
        if (mayTake(places, free, limits.turnWeight)) return true;
        sated.add(workspaceId);
        return false;
      });
      if (next === null) break;
      const ended = this.deliver(next.item).finally(() => {
        this.held.delete(ended);
        this.ticks.deliver();
      });
      this.held.set(ended, next.key);
    }
    for (const workspaceId of sated) this.ticks.waiting.resume(workspaceId);
  }

  async close(): Promise<void> {
    this.ticks.consumers.delete(this);
    await Promise.all(this.held.keys());
  }

  private async deliver(queued: Queued): Promise<void> {
    queued.deliveries += 1;
    const { tick } = queued;
    try {
      await this.handle({ tick, receivedAt: Date.now(), redelivered: queued.deliveries > 1 });
      this.ticks.queued.delete(tick.tickId);
    } catch {
      this.ticks.wait(queued);
    }
  }
}

/** A `TickQueue` without a service, for unit tests of those who use one. */
export class MemoryTickQueue implements TickQueue {
  private readonly ticks: MemoryTicks;
  private readonly own = new Set<TickConsumer>();

  constructor(ticks: MemoryTicks = new MemoryTicks()) {
    this.ticks = ticks;
  }

  publish(ticks: readonly TickMessage[]): Promise<void> {
    for (const tick of structuredClone(ticks)) {
      if (this.ticks.queued.has(tick.tickId)) continue;
      const queued = { tick, deliveries: 0 };
      this.ticks.queued.set(tick.tickId, queued);
      this.ticks.wait(queued);
    }
    this.ticks.deliver();
    return Promise.resolve();
  }

  consume(options: TickConsumerOptions, handle: Handle): Promise<TickConsumer> {
    const consumer = new MemoryTickConsumer(this.ticks, options, handle);
    this.ticks.consumers.add(consumer);
    this.own.add(consumer);
    this.ticks.deliver();
    return Promise.resolve(consumer);
  }

  async close(): Promise<void> {
    await Promise.all([...this.own].map((consumer) => consumer.close()));
  }
}
