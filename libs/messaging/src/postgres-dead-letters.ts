import type { PostgresClient, Statement } from '@aispinner/platform/postgres';
import type { DeadLetter, DeadLetters } from './dead-letters.ts';

const LIST: Statement = {
  name: 'dead letters list',
  text: `
    select id, message->>'from' as "from", message->>'reason' as reason, message->>'at' as at,
           message->'message' as body
    from bus_records where stream = 'set_aside' order by id`,
};

/** Back under the stream that it was of. */
const REPLAY_RECORDS: Statement = {
  name: 'dead records replay',
  text: `
    with gone as (
      delete from bus_records
      where stream = 'set_aside' and id = any ($1::bigint[]) and message->>'from' <> 'ticks'
      returning id, message
    ), back as (
      insert into bus_records (stream, message)
      select message->>'from', message->'message' from gone order by id
    )
    select id from gone`,
};

/** A tick whose row has no workspace in it cannot be queued: it stays. */
const REPLAY_TICKS: Statement = {
  name: 'dead ticks replay',
  text: `
    with gone as (
      delete from bus_records
      where stream = 'set_aside' and id = any ($1::bigint[]) and message->>'from' = 'ticks'
        and message->'message'->>'tickId' is not null
        and message->'message'->>'workspaceId' is not null
      returning id, message->'message' as message
    ), back as (
      insert into bus_ticks (tick_id, workspace_id, message)
      select message->>'tickId', message->>'workspaceId', message from gone order by id
      on conflict (tick_id) do nothing
    )
    select id from gone`,
};

interface Row {
  readonly id: string;
  readonly from: string;
  readonly reason: string;
  readonly at: string;
  readonly body: unknown;
}

/** Rows of `bus_records` under the stream `set_aside`. */
export class PostgresDeadLetters implements DeadLetters {
  private readonly db: PostgresClient;

  constructor(db: PostgresClient) {
    this.db = db;
  }

  async list(): Promise<readonly DeadLetter[]> {
    const rows = await this.db.query<Row & Record<string, unknown>>(LIST, []);
    return rows.map(({ id, from, reason, at, body }) => ({
      id,
      from,
      place: null,
      reason,
      at: new Date(at),
      text: JSON.stringify(body),
    }));
  }

  async replay(ids: readonly string[]): Promise<readonly string[]> {
    const numbers = ids.filter((id) => /^\d+$/.test(id));
    const records = await this.db.query<{ id: string }>(REPLAY_RECORDS, [numbers]);
    const ticks = await this.db.query<{ id: string }>(REPLAY_TICKS, [numbers]);
    return [...records, ...ticks].map(({ id }) => id);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
