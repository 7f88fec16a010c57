import type { Database } from './database.ts';

/** Rows removed by one statement: short locks, and a stop can come between two. */
const BATCH = 5_000;

/** Rows whose time is over, table by table. `$1`: now; `$2`: rows at most. */
const EXPIRED = {
  logLines: `
    DELETE FROM log_lines WHERE id IN (
      SELECT l.id FROM log_lines l
      LEFT JOIN tenants t ON t.id = l.tenant_id LEFT JOIN plans p ON p.id = t.plan_id
      WHERE l.at < $1::timestamptz - (SELECT min(log_retention_hours) FROM plans) * interval '1 hour'
        AND l.at < $1::timestamptz - coalesce(p.log_retention_hours, 0) * interval '1 hour'
      LIMIT $2)`,
  ticks: `
    DELETE FROM ticks WHERE (worker_id, due_at) IN (
      SELECT k.worker_id, k.due_at FROM plans p JOIN tenants t ON t.plan_id = p.id
      JOIN ticks k ON k.tenant_id = t.id
        AND k.due_at < $1::timestamptz - p.tick_retention_hours * interval '1 hour'
      LIMIT $2)`,
  emailCodes: `
    DELETE FROM email_codes WHERE id IN (
      SELECT id FROM email_codes WHERE expires_at < $1::timestamptz - interval '1 day' LIMIT $2)`,
  sessions: `
    DELETE FROM sessions WHERE id IN (
      SELECT id FROM sessions WHERE expires_at < $1::timestamptz - interval '30 days' LIMIT $2)`,
} as const;

export type RetainedTable = keyof typeof EXPIRED;

/** How long what was recorded is kept, as the plan of its tenant says. */
export class Retention {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Removes what is past its time, in small steps, and returns how many rows of each table. */
  async removeExpired(nowMs: number, signal?: AbortSignal): Promise<Record<RetainedTable, number>> {
    const removed = { logLines: 0, ticks: 0, emailCodes: 0, sessions: 0 };
    for (const table of Object.keys(EXPIRED) as RetainedTable[]) {
      for (let count = BATCH; count === BATCH && signal?.aborted !== true;) {
        count = await this.removeBatch(table, nowMs);
        removed[table] += count;
      }
    }
    return removed;
  }

  private removeBatch(table: RetainedTable, nowMs: number): Promise<number> {
    return this.database.sql(async (client) => {
      const { rowCount } = await client.query(EXPIRED[table], [new Date(nowMs), BATCH]);
      return rowCount ?? 0;
    });
  }
}
