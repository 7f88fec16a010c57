import { setTimeout as sleep } from 'node:timers/promises';
import { PlainFailure } from './plain-failure.ts';

/** The product's own REST API, as its supervisor uses it. */
export class ProductApi {
  private readonly origin: string;
  private readonly stop: AbortSignal;

  /** `origin` as in `http://127.0.0.1:3000`; calls reject when `stop` aborts. */
  constructor(origin: string, stop: AbortSignal) {
    this.origin = origin;
    this.stop = stop;
  }

  /** Returns when `/readyz` answers 200. Throws a `PlainFailure` after `timeoutMs`. */
  async ready(timeoutMs: number, logFile: string): Promise<void> {
    const end = performance.now() + timeoutMs;
    for (;;) {
      this.stop.throwIfAborted();
      try {
        const response = await fetch(`${this.origin}/readyz`, { signal: this.limit(2000) });
        await response.arrayBuffer();
        if (response.ok) return;
      } catch {
        this.stop.throwIfAborted();
      }
      if (performance.now() > end) {
        throw new PlainFailure(
          `The API did not get ready within ${timeoutMs / 1000} s: see ${logFile}.`,
        );
      }
      await sleep(50);
    }
  }

  /**
   * Calls a path of `/api/v1` and returns its JSON (null for none). 503, as when no runner has come
   * up yet, is tried again for a minute. Throws if the answer is not 2xx in the end.
   */
  async call<T>(apiKey: string, method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    const end = performance.now() + 60_000;
    for (;;) {
      const response = await fetch(`${this.origin}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        signal: this.limit(60_000),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.ok) return (text === '' ? null : JSON.parse(text)) as T;
      if (response.status !== 503 || performance.now() > end) {
        throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
      }
      await sleep(250, undefined, { signal: this.stop });
    }
  }

  private limit(timeoutMs: number): AbortSignal {
    return AbortSignal.any([this.stop, AbortSignal.timeout(timeoutMs)]);
  }
}
