import type { LiveEvent } from '@aispinner/contracts';
import type { LiveEvents } from '@aispinner/state';

type Listen = (event: LiveEvent) => void;

/** The subscribers of every process that a test plays. */
export class MemoryAir {
  readonly subscribers = new Set<Listen>();
}

/** `LiveEvents` without a service, for unit tests of those who use them. */
export class MemoryLiveEvents implements LiveEvents {
  private readonly air: MemoryAir;
  private readonly own = new Set<Listen>();
  private pending = new Map<string, LiveEvent>();

  constructor(air: MemoryAir = new MemoryAir()) {
    this.air = air;
  }

  publish(events: readonly LiveEvent[]): Promise<void> {
    if (this.pending.size === 0) setImmediate(() => this.flush());
    for (const event of events) this.pending.set(JSON.stringify(event), { ...event });
    return Promise.resolve();
  }

  subscribe(listen: Listen): Promise<() => Promise<void>> {
    const own: Listen = (event) => {
      try {
        listen(event);
      } catch {
        // The others shall hear it all the same.
      }
    };
    this.air.subscribers.add(own);
    this.own.add(own);
    return Promise.resolve(() => {
      this.air.subscribers.delete(own);
      return Promise.resolve();
    });
  }

  close(): Promise<void> {
    this.flush();
    for (const own of this.own) this.air.subscribers.delete(own);
    return Promise.resolve();
  }

  private flush(): void {
    const events = [...this.pending.values()];
    this.pending = new Map();
    for (const event of events) this.air.subscribers.forEach((listen) => listen(event));
  }
}
