import type { TickMessage } from '@aispinner/contracts';
import {
  overShare,
  type TickConsumer,
  type TickConsumerOptions,
  type TickDelivery,
  type TickQueue,
} from '@aispinner/messaging';

interface Queued {
  readonly tick: TickMessage;
  deliveries: number;
  taken: boolean;
}

type Handle = (delivery: TickDelivery) => Promise<void>;

/** The queue itself, shared by the ports of every process that a test plays. */
export class MemoryTicks {
  readonly queued = new Map<string, Queued>();
  readonly consumers = new Set<MemoryTickConsumer>();
  /** Workspaces, the one that had its turn longest ago first. */
  readonly turns = new Set<string>();

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
    for (const queued of this.byTurns()) {
      const free = this.options.maxInFlight - this.held.size;
      const { workspaceId } = queued.tick;
      if (free <= 0) return;
      if (overShare(this.held.values(), free).includes(workspaceId)) continue;
      const ended = this.deliver(queued).finally(() => {
        this.held.delete(ended);
        this.ticks.deliver();
      });
      this.held.set(ended, workspaceId);
    }
  }

  async close(): Promise<void> {
    this.ticks.consumers.delete(this);
    await Promise.all(this.held.keys());
  }

  private async deliver(queued: Queued): Promise<void> {
    queued.taken = true;
    queued.deliveries += 1;
    const { tick } = queued;
    this.ticks.turns.delete(tick.workspaceId);
    this.ticks.turns.add(tick.workspaceId);
    try {
      await this.handle({ tick, receivedAt: Date.now(), redelivered: queued.deliveries > 1 });
      this.ticks.queued.delete(tick.tickId);
    } catch {
      queued.taken = false;
    }
  }

  /** The first free tick of every workspace, then the second of every one, and so on. */
  private byTurns(): Queued[] {
    const turns = [...this.ticks.turns];
    const laps = new Map<string, number>();
    const free = [...this.ticks.queued.values()].filter((queued) => !queued.taken);
    const placed = free.map((queued) => {
      const { workspaceId } = queued.tick;
      const lap = laps.get(workspaceId) ?? 0;
      laps.set(workspaceId, lap + 1);
      return { queued, lap, turn: turns.indexOf(workspaceId) };
    });
    return placed.sort((a, b) => a.lap - b.lap || a.turn - b.turn).map(({ queued }) => queued);
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
      this.ticks.queued.set(tick.tickId, { tick, deliveries: 0, taken: false });
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
