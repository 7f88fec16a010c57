import type { Counters } from '../counters.ts';
import type { RedisClient } from './redis-client.ts';
import { counterKey } from './redis-keys.ts';

/** Whoever is asking waits for the count: better no answer than a late one. */
const RETRY_FOR_MS = 5_000;

/** A count may be lost with a crash of the server, or counted twice by a retry: neither matters here. */
export class RedisCounters implements Counters {
  private readonly client: RedisClient;

  constructor(client: RedisClient) {
    this.client = client;
  }

  async add(
    key: string,
    amount: number,
    windowMs: number,
  ): Promise<{ total: number; resetAtMs: number }> {
    const answer = await this.client.run(
      'counterAdd',
      [counterKey(this.client.prefix, key)],
      [amount, windowMs],
      RETRY_FOR_MS,
    );
    const [total, resetAtMs] = answer as [number, string];
    return { total, resetAtMs: Number(resetAtMs) };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
