import type pg from 'pg';
import type { Database } from './database.ts';
import { partitionSteps, removeFromRest, takeStep } from './tick-partitions.ts';

/** Rows removed by one statement: short locks, and a stop can come between two. */
const BATCH = 5_000;

/** Any number, the same for all who remove. */
const LOCK_KEY = 720_707_003;

/** Rows whose time is over, table by table. `$1`: now; `$2`: rows at most. */
const EXPIRED = {
  logLines: `
    DELETE FROM log_lines WHERE id IN (
      SELECT l.id FROM log_lines l
      LEFT JOIN tenants t ON t.id = l.tenant_id LEFT JOIN plans p ON p.id = t.plan_id
      WHERE l.at < $1::timestamptz - (SELECT min(log_retention_hours) FROM plans) * interval '1 hour'
        AND l.at < $1::timestamptz - coalesce(p.log_retention_hours, 0) * interval '1 hour'
      LIMIT $2)`,
  emailCodes: `
    DELETE FROM email_codes WHERE id IN (
      SELECT id FROM email_codes WHERE expires_at < $1::timestamptz - interval '1 day' LIMIT $2)`,
  sessions: `
    DELETE FROM sessions WHERE id IN (
      SELECT id FROM sessions WHERE expires_at < $1::timestamptz - interval '30 days' LIMIT $2)`,
  // The Postgres bus keeps what it could not understand, with the time at the end of it. As text: what
  // is in such a message may be what no JSON function of Postgres reads.
  setAside: `
    DELETE FROM bus_records WHERE id IN (
      SELECT id FROM bus_records WHERE stream = 'set_aside' AND
        substring(message::text from '"at" : "([^"]+)"}$')::timestamptz
          < $1::timestamptz - interval '30 days'
      ORDER BY id LIMIT $2)`,
} as const;

/** `ticks`: rows outside of the partitions by time; `tickPartitions`: partitions, dropped whole. */
export type RetainedTable = keyof typeof EXPIRED | 'ticks' | 'tickPartitions';

export type Removed = Readonly<Record<RetainedTable, number>>;

/**
 * How long what was recorded is kept, as the plan of its tenant says: ticks by dropping the partition
 * that they lie in, the rest in small deletes. One scheduler at a time does it, step by step: a step of
 * another one's makes this one stop, until its next round.
 */
export class Retention {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /**
   * Makes the partitions of the time to come, removes what is past its time at `nowMs` (epoch ms), and
   * says how much. Nothing is removed by a clock that is ahead of the database's: a scheduler whose
   * clock has jumped must not take the history with it. The signal ends it between two steps.
   */
  async removeExpired(nowMs: number, signal?: AbortSignal): Promise<Removed> {
    const removed = {
      ...{ tickPartitions: 0, ticks: 0 },
      ...{ logLines: 0, emailCodes: 0, sessions: 0, setAside: 0 },
    };
    const overMs = Math.min(nowMs, Math.floor(await this.database.clockMs()));
    const now = { createMs: nowMs, dropMs: overMs };
    const steps = (await this.alone((client) => partitionSteps(client, now))) ?? [];
    for (const step of steps) {
      if (signal?.aborted === true) return removed;
      const taken = await this.alone((client) => takeStep(client, step).then(() => true));
      if (taken === null) return removed;
      if (step.kind === 'drop') removed.tickPartitions++;
    }
    removed.ticks = await this.untilNone(signal, (client) => removeFromRest(client, overMs, BATCH));
    for (const table of Object.keys(EXPIRED) as (keyof typeof EXPIRED)[]) {
      removed[table] = await this.untilNone(signal, async (client) => {
        const { rowCount } = await client.query(EXPIRED[table], [new Date(overMs), BATCH]);
        return rowCount ?? 0;
      });
    }
    return removed;
  }

  private async untilNone(
    signal: AbortSignal | undefined,
    remove: (client: pg.ClientBase) => Promise<number>,
  ): Promise<number> {
    let removed = 0;
    for (let count: number | null = BATCH; count === BATCH && signal?.aborted !== true;) {
      count = await this.alone(remove);
      removed += count ?? 0;
    }
    return removed;
  }

  /** One transaction, unless another process is in one of these: then null. */
  private alone<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T | null> {
    return this.database.sql(async (client) => {
      const { rows } = await client.query<{ mine: boolean }>(
        'SELECT pg_try_advisory_xact_lock($1) AS mine',
        [LOCK_KEY],
      );
      return rows[0]?.mine === true ? work(client) : null;
    });
  }
}
