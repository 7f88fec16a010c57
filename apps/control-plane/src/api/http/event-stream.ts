import type { Response } from 'express';
import { once } from 'node:events';

/**
 * Server-sent events on one response. A comment now and then keeps proxies from cutting a quiet
 * stream. A reader that does not keep up slows its own stream down, and nothing piles up here.
 */
export class EventStream {
  private readonly response: Response;
  private readonly gone = new AbortController();

  constructor(response: Response) {
    this.response = response;
    response.once('close', () => this.gone.abort());
    // A write to a reader that has just left; unheard, it would end the process.
    response.on('error', () => this.gone.abort());
    response.status(200).set({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.flushHeaders();
    // Sent at once, so that a reader knows that it is connected.
    response.write(': connected\nretry: 1000\n\n');
  }

  /** Aborted when the reader has gone or the stream has ended. */
  get ended(): AbortSignal {
    return this.gone.signal;
  }

  /** Resolves when there is room for more; at once where the reader keeps up. */
  async send(event: { name: string; id?: string; json: string }): Promise<void> {
    if (this.ended.aborted) return;
    const id = event.id === undefined ? '' : `id: ${event.id}\n`;
    await this.write(`${id}event: ${event.name}\ndata: ${event.json}\n\n`);
  }

  async heartbeat(): Promise<void> {
    if (!this.ended.aborted) await this.write(': still here\n\n');
  }

  end(): void {
    this.response.end();
    this.gone.abort();
  }

  private async write(text: string): Promise<void> {
    if (this.response.write(text)) return;
    try {
      await once(this.response, 'drain', { signal: this.ended });
    } catch (error) {
      // The reader went away while it was waited for.
      if (!this.ended.aborted) throw error;
    }
  }
}
