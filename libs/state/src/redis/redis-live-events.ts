import type { LiveEvent } from '@aispinner/contracts';
import type { ServiceLog } from '@aispinner/platform/postgres';
import { Cluster } from 'ioredis';
import type { LiveEvents } from '../live-events.ts';
import { LiveBatch } from '../live-batch.ts';
import { unpackNotice } from '../live-notices.ts';
import type { RedisClient, RedisDriver } from './redis-client.ts';
import { liveChannel } from './redis-keys.ts';

const SUBSCRIBE_WITHIN_MS = 60_000;
/** A connection that is dead without having been closed is found by asking, ms. */
const HEARTBEAT_MS = 2_500;

type Listen = (event: LiveEvent) => void;

/**
 * Events travel by pub/sub, in a cluster by its sharded kind, and are stored nowhere. One connection
 * listens for all subscribers of the process; the driver subscribes again when it has reconnected.
 */
export class RedisLiveEvents implements LiveEvents {
  private readonly client: RedisClient;
  private readonly connect: () => RedisDriver;
  private readonly log: ServiceLog;
  private readonly channel: string;
  private readonly listeners = new Set<Listen>();
  private readonly batch = new LiveBatch((payload) => this.send(payload));
  private readonly sending = new Set<Promise<unknown>>();
  private ear: RedisDriver | null = null;
  private hearing: Promise<void> | null = null;
  private heartbeat: NodeJS.Timeout | null = null;

  constructor(client: RedisClient, options: { connect: () => RedisDriver; log: ServiceLog }) {
    this.client = client;
    this.connect = options.connect;
    this.log = options.log;
    this.channel = liveChannel(client.prefix);
  }

  /** Resolves at once: the events go out together with others a moment later, or are lost. */
  publish(events: readonly LiveEvent[]): Promise<void> {
    this.batch.add(events);
    return Promise.resolve();
  }

  /** Resolves when listening; rejects with a retriable `InfraError` after a minute of trying. */
  async subscribe(listen: Listen): Promise<() => Promise<void>> {
    // Of its own, so that one function may listen twice.
    const own: Listen = (event) => listen(event);
    this.hearing ??= this.hear().catch((error: unknown) => {
      this.hearing = null;
      throw error;
    });
    await this.hearing;
    this.listeners.add(own);
    return () => {
      this.listeners.delete(own);
      return Promise.resolve();
    };
  }

  async close(): Promise<void> {
    this.listeners.clear();
    if (this.heartbeat !== null) clearInterval(this.heartbeat);
    this.ear?.disconnect();
    this.batch.flush();
    await Promise.all(this.sending);
  }

  private async hear(): Promise<void> {
    const ear = (this.ear ??= this.openEar());
    await this.client.insist(
      'live subscribe',
      async () => {
        if (ear instanceof Cluster) await ear.ssubscribe(this.channel);
        else await ear.subscribe(this.channel);
      },
      SUBSCRIBE_WITHIN_MS,
    );
    // What it asks is answered or ends the connection: `socketTimeout`.
    this.heartbeat ??= setInterval(() => void ear.ping().catch(() => undefined), HEARTBEAT_MS);
  }

  private openEar(): RedisDriver {
    const ear = this.connect();
    ear.on('error', (err: Error) => this.log.debug({ err }, 'live events connection lost'));
    const hear = (_channel: string, payload: string): void => {
      for (const event of unpackNotice(payload)) this.tell(event);
    };
    ear.on('message', hear);
    ear.on('smessage', hear);
    return ear;
  }

  private send(payload: string): void {
    const { driver } = this.client;
    const sent = (
      driver instanceof Cluster
        ? driver.spublish(this.channel, payload)
        : driver.publish(this.channel, payload)
    ).catch((err: unknown) => this.log.debug({ err }, 'live events lost'));
    this.sending.add(sent);
    void sent.finally(() => this.sending.delete(sent));
  }

  private tell(event: LiveEvent): void {
    for (const listen of this.listeners) {
      try {
        listen(event);
      } catch (err) {
        this.log.error({ err, kind: event.kind }, 'live event listener threw');
      }
    }
  }
}
