import { useSyncExternalStore } from 'react';
import { serverNow } from './server-clock.ts';

/** One timer a period for the whole page, however many rows count down. */
class Ticker {
  private readonly listeners = new Set<() => void>();
  private readonly periodMs: number;
  private timer = 0;
  private nowMs = serverNow();

  constructor(periodMs: number) {
    this.periodMs = periodMs;
  }

  readonly now = (): number => this.nowMs;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.listeners.size === 1) this.timer = window.setInterval(this.beat, this.periodMs);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) window.clearInterval(this.timer);
    };
  };

  private readonly beat = (): void => {
    this.nowMs = serverNow();
    for (const listener of this.listeners) listener();
  };
}

const everySecond = new Ticker(1000);

/** The server's clock, epoch ms, anew every second. */
export function useNow(): number {
  return useSyncExternalStore(everySecond.subscribe, everySecond.now);
}
