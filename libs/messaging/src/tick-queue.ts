import type { TickMessage } from '@aispinner/contracts';

/** A due tick in the hands of one runner. */
export interface TickDelivery {
  readonly tick: TickMessage;
  /** Epoch ms at which this runner took it. */
  readonly receivedAt: number;
  /** Whether it was delivered before: its runner may have died with it. */
  readonly redelivered: boolean;
}

export interface TickConsumer {
  /** Takes no more; resolves when the handlers that run have ended and what they did is acknowledged. */
  close(): Promise<void>;
}

export interface TickConsumerOptions {
  /** Names this consumer process, unique to its life. */
  readonly consumerId: string;
  /** Deliveries handled at once; intake pauses at this number. */
  readonly maxInFlight: number;
}

/**
 * Due ticks, from the schedulers to whichever runner is free. At least once: a delivery whose handler
 * rejects, or whose consumer goes away, is delivered again. Ticks of different workspaces never wait
 * for each other's handlers.
 *
 * Not in this port: order between ticks of one workspace (the lease of a worker and `tickId` make it
 * needless), delays, priorities.
 */
export interface TickQueue {
  /** Durable when it resolves. Publishing a `tickId` that is still queued again does nothing. */
  publish(ticks: readonly TickMessage[]): Promise<void>;
  /** Resolving the handler acknowledges the delivery. */
  consume(
    options: TickConsumerOptions,
    handle: (delivery: TickDelivery) => Promise<void>,
  ): Promise<TickConsumer>;
  close(): Promise<void>;
}
