import { Client } from 'pg';
import { pauseFor } from '../retry.ts';
import type { ServiceLog } from './postgres-client.ts';

export interface Ear {
  readonly onNotice: (payload: string) => void;
  /** Listening has begun, at first or after a loss: notices from before may have been missed. */
  readonly onResume: () => void;
}

const HEARTBEAT_MS = 5_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/**
 * A connection that listens, for all ears of its owner.
 *
 *   idle --first listen--> connecting --> listening --connection lost--> pausing --> connecting
 *   any --close--> closed
 *
 * Only its own loop speaks on the connection: `listen` changes what is wanted and wakes the loop. A
 * heartbeat finds a connection that is dead without having been closed.
 */
export class PostgresListener {
  private readonly databaseUrl: string;
  private readonly applicationName: string;
  private readonly log: ServiceLog;
  private readonly wanted = new Map<string, Set<Ear>>();
  private readonly closing = new AbortController();
  private wake = new AbortController();
  private life: Promise<void> | null = null;

  constructor(options: { databaseUrl: string; applicationName: string; log: ServiceLog }) {
    this.databaseUrl = options.databaseUrl;
    this.applicationName = options.applicationName;
    this.log = options.log;
  }

  /** Listens on `channel` (a plain SQL identifier) until the returned function is called. */
  listen(channel: string, ear: Ear): () => void {
    const ears = this.wanted.get(channel) ?? new Set();
    this.wanted.set(channel, ears.add(ear));
    this.life ??= this.live();
    this.wake.abort();
    return () => {
      this.wanted.get(channel)?.delete(ear);
      this.wake.abort();
    };
  }

  /** Calls no ear any more once it resolves. */
  async close(): Promise<void> {
    this.closing.abort();
    this.wake.abort();
    await this.life;
  }

  private async live(): Promise<void> {
    let failures = 0;
    while (!this.closing.signal.aborted) {
      try {
        await this.listenUntilLost(() => (failures = 0));
      } catch (err) {
        if (failures === 0) this.log.warn({ err }, 'listening failed');
      }
      const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
      failures += 1;
      await pauseFor(pauseMs, this.closing.signal);
    }
  }

  private async listenUntilLost(onListening: () => void): Promise<void> {
    const client = new Client({
      connectionString: this.databaseUrl,
      application_name: this.applicationName,
      connectionTimeoutMillis: HEARTBEAT_MS,
      query_timeout: HEARTBEAT_MS,
      keepAlive: true,
    });
    let lost = false;
    const onLost = (): void => {
      lost = true;
      this.wake.abort();
    };
    // Without this listener a broken connection would end the process.
    client.on('error', onLost);
    client.on('end', onLost);
    client.on('notification', ({ channel, payload }) => this.hear(channel, payload ?? ''));
    const told = new Set<Ear>();
    const tuned = new Set<string>();
    try {
      await client.connect();
      while (!lost && !this.closing.signal.aborted) {
        this.wake = new AbortController();
        await this.tune(client, tuned, told);
        onListening();
        await pauseFor(HEARTBEAT_MS, this.wake.signal);
      }
    } finally {
      // Not awaited: over a dead connection it may take for ever.
      client.end().catch(() => undefined);
    }
  }

  /** Brings the connection in line with what is wanted, and proves it alive. */
  private async tune(client: Client, tuned: Set<string>, told: Set<Ear>): Promise<void> {
    for (const [channel, ears] of this.wanted) {
      if (ears.size === 0) {
        this.wanted.delete(channel);
        if (tuned.delete(channel)) await client.query(`unlisten ${channel}`);
        continue;
      }
      if (!tuned.has(channel)) await client.query(`listen ${channel}`);
      tuned.add(channel);
      for (const ear of ears) {
        if (told.has(ear)) continue;
        told.add(ear);
        ear.onResume();
      }
    }
    await client.query('select 1');
  }

  private hear(channel: string, payload: string): void {
    if (this.closing.signal.aborted) return;
    for (const ear of this.wanted.get(channel) ?? []) {
      try {
        ear.onNotice(payload);
      } catch (err) {
        this.log.error({ err, channel }, 'listener threw');
      }
    }
  }
}
