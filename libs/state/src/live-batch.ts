import type { LiveEvent } from '@aispinner/contracts';
import { packNotices, textOf } from './live-notices.ts';

/**
 * How long an event waits for others to go with it, ms. Somebody acts upon a worker's change or its new
 * schedule; each tick and each log makes a hint, to people, who see no tenth of a second.
 */
const MERGE_MS: Readonly<Record<LiveEvent['kind'], number>> = {
  schedule: 20,
  worker: 20,
  ticks: 100,
  logs: 100,
};

/** Events on their way out: equal ones are one, and all go when the first of them may wait no longer. */
export class LiveBatch {
  private readonly send: (payload: string) => void;
  private readonly pending = new Set<string>();
  private timer: NodeJS.Timeout | null = null;
  /** ms of `performance.now()`. */
  private goesAt = Infinity;

  /** `send` gets payloads that Postgres takes, and must not throw. */
  constructor(send: (payload: string) => void) {
    this.send = send;
  }

  add(events: readonly LiveEvent[]): void {
    const now = performance.now();
    for (const event of events) {
      this.pending.add(textOf(event));
      this.goBy(now + MERGE_MS[event.kind], now);
    }
  }

  /** Sends what waits, now. */
  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.goesAt = Infinity;
    for (const payload of packNotices(this.pending)) this.send(payload);
    this.pending.clear();
  }

  private goBy(at: number, now: number): void {
    if (at >= this.goesAt) return;
    if (this.timer !== null) clearTimeout(this.timer);
    this.goesAt = at;
    this.timer = setTimeout(() => this.flush(), at - now);
  }
}
