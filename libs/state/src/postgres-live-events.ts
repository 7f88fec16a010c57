import type { LiveEvent } from '@aispinner/contracts';
import { InfraError } from '@aispinner/platform';
import type { PostgresListener, PostgresNotifier, ServiceLog } from '@aispinner/platform/postgres';
import type { LiveEvents } from './live-events.ts';
import { packNotices, textOf, unpackNotice } from './live-notices.ts';

/** The channel to LISTEN on. */
const CHANNEL = 'bus_live';
/** Equal events within this time are one, ms. */
const MERGE_MS = 20;
const SUBSCRIBE_WITHIN_MS = 60_000;

interface Parts {
  readonly listener: PostgresListener;
  readonly notifier: PostgresNotifier;
  readonly log: ServiceLog;
}

/** Events travel as the payloads of notices and are stored nowhere. */
export class PostgresLiveEvents implements LiveEvents {
  private readonly parts: Parts;
  private readonly pending = new Set<string>();
  private timer: NodeJS.Timeout | null = null;
  private readonly subscriptions = new Set<() => void>();

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Resolves at once: the events go out together with others a moment later, or are lost. */
  publish(events: readonly LiveEvent[]): Promise<void> {
    for (const event of events) this.pending.add(textOf(event));
    if (this.pending.size > 0) this.timer ??= setTimeout(() => this.flush(), MERGE_MS);
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
    this.flush();
    await this.parts.notifier.idle();
  }

  private flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    for (const payload of packNotices(this.pending)) {
      this.parts.notifier.notify(CHANNEL, payload);
    }
    this.pending.clear();
  }

  private tell(listen: (event: LiveEvent) => void, event: LiveEvent): void {
    try {
      listen(event);
    } catch (err) {
      this.parts.log.error({ err, kind: event.kind }, 'live event listener threw');
    }
  }
}
