import type { Database } from './database.ts';
import { storedText } from './stored-text.ts';

/** Lines of one tick, as they came. */
export interface LogBatch {
  readonly batchId: string;
  readonly tenantId: string;
  readonly workspaceId: string;
  readonly workerId: string;
  readonly tickId: string;
  readonly version: number;
  /** `at`: epoch ms. */
  readonly lines: readonly {
    readonly level: string;
    readonly message: string;
    readonly at: number;
  }[];
}

/** Any number, the same for all writers of log lines. */
const ORDER_KEY = 720_707_002;

const INSERT = `
INSERT INTO log_lines (tenant_id, workspace_id, worker_id, tick_id, version, batch_id, position, at, level, message)
SELECT r."tenantId", r."workspaceId", r."workerId", r."tickId", r.version, r."batchId", r.position,
  to_timestamp(r.at / 1000.0), r.level, r.message
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::int[], $8::float8[],
  $9::text[], $10::text[])
  AS r ("tenantId", "workspaceId", "workerId", "tickId", version, "batchId", position, at, level, message)
ON CONFLICT (batch_id, position) DO NOTHING`;

/** What workers log. */
export class LogLines {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /**
   * Stores batches in the order given, all or none; a batch that comes twice is stored once. Ids of
   * lines grow in the order in which they become visible, so that a reader who has seen one has seen
   * all below it.
   */
  async append(batches: readonly LogBatch[]): Promise<void> {
    const rows = batches.flatMap((batch) =>
      batch.lines.map((line, position) => ({ ...line, batch, position })),
    );
    if (rows.length === 0) return;
    await this.database.sql(async (client) => {
      await client.query('SELECT pg_advisory_xact_lock($1)', [ORDER_KEY]);
      await client.query(INSERT, [
        rows.map((r) => r.batch.tenantId),
        rows.map((r) => r.batch.workspaceId),
        rows.map((r) => r.batch.workerId),
        rows.map((r) => r.batch.tickId),
        rows.map((r) => r.batch.version),
        rows.map((r) => r.batch.batchId),
        rows.map((r) => r.position),
        rows.map((r) => r.at),
        rows.map((r) => r.level),
        rows.map((r) => storedText(r.message)),
      ]);
    });
  }
}
