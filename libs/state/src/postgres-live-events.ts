import type { LiveEvent } from '@aispinner/contracts';
import { InfraError } from '@aispinner/platform';
import type { PostgresListener, PostgresNotifier, ServiceLog } from '@aispinner/platform/postgres';
import type { LiveEvents } from './live-events.ts';
import { LiveBatch } from './live-batch.ts';
import { unpackNotice } from './live-notices.ts';

/** The channel to LISTEN on. */
const CHANNEL = 'bus_live';
const SUBSCRIBE_WITHIN_MS = 60_000;

interface Parts {
  readonly listener: PostgresListener;
  readonly notifier: PostgresNotifier;
  readonly log: ServiceLog;
}

/** Events travel as the payloads of notices and are stored nowhere. */
export class PostgresLiveEvents implements LiveEvents {
  private readonly parts: Parts;
  private readonly batch: LiveBatch;
  private readonly subscriptions = new Set<() => void>();

  constructor(parts: Parts) {
    this.parts = parts;
    this.batch = new LiveBatch((payload) => parts.notifier.notify(CHANNEL, payload));
  }

  /** Resolves at once: the events go out together with others a moment later, or are lost. */
  publish(events: readonly LiveEvent[]): Promise<void> {
    this.batch.add(events);
    return Promise.resolve();
  }

  /** Resolves when listening; rejects with a retriable `InfraError` after a minute of trying. */
  async subscribe(listen: (event: LiveEvent) => void): Promise<() => Promise<void>> {
    const listening = Promise.withResolvers<void>();
    const deafen = this.parts.listener.listen(CHANNEL, {
      onNotice: (payload) => unpackNotice(payload).forEach((event) => this.tell(listen, event)),
      onResume: listening.resolve,
    });
    this.subscriptions.add(deafen);
    const unsubscribe = (): Promise<void> => {
      deafen();
      this.subscriptions.delete(deafen);
      return Promise.resolve();
    };
    const timer = setTimeout(() => {
      listening.reject(new InfraError('no listening for live events', { retriable: true }));
    }, SUBSCRIBE_WITHIN_MS);
    try {
      await listening.promise;
    } catch (error) {
      await unsubscribe();
      throw error;
    } finally {
      clearTimeout(timer);
    }
    return unsubscribe;
  }

  async close(): Promise<void> {
    for (const deafen of this.subscriptions) deafen();
    this.subscriptions.clear();
    this.batch.flush();
    await this.parts.notifier.idle();
  }

  private tell(listen: (event: LiveEvent) => void, event: LiveEvent): void {
    try {
      listen(event);
    } catch (err) {
      this.parts.log.error({ err, kind: event.kind }, 'live event listener threw');
    }
  }
}
