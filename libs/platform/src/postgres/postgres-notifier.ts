import { GroupWriter } from '../group-writer.ts';
import {
  DISK_MAY_WAIT,
  type PostgresClient,
  type ServiceLog,
  type Statement,
} from './postgres-client.ts';

/** A notice is a hint: whoever waits for it also looks by itself, every so often. */
export const LOOK_EVERY_MS = 500;

const NOTIFY: Statement = {
  name: 'notify',
  text: `
    select pg_notify(channel, payload), ${DISK_MAY_WAIT}
    from unnest($1::text[], $2::text[]) as notice(channel, payload)`,
};

interface Notice {
  readonly channel: string;
  readonly payload: string;
}

/**
 * Wakes listeners. Postgres lets one commit at a time through that notifies, so notices go in a
 * statement of their own, which waits for no disk, after what they tell of is durable.
 */
export class PostgresNotifier {
  private readonly writer: GroupWriter<Notice>;
  private readonly log: ServiceLog;

  constructor(db: PostgresClient, log: ServiceLog) {
    this.log = log;
    this.writer = new GroupWriter<Notice>(
      async (notices) => {
        const once = new Map(notices.map((n) => [JSON.stringify([n.channel, n.payload]), n]));
        const rest = [...once.values()];
        await db.query(NOTIFY, [rest.map((n) => n.channel), rest.map((n) => n.payload)]);
      },
      { maxItems: 1_000 },
    );
  }

  /** Never rejects: a lost notice costs its listener `LOOK_EVERY_MS`. */
  notify(channel: string, payload = ''): void {
    this.writer.write([{ channel, payload }]).catch((err: unknown) => {
      this.log.debug({ err, channel }, 'notice lost');
    });
  }

  idle(): Promise<void> {
    return this.writer.idle();
  }
}
