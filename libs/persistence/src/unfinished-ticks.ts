import type { Database } from './database.ts';

/** A tick that was sent and has no outcome. */
export interface UnfinishedTick {
  readonly tenantId: string;
  readonly workspaceId: string;
  readonly workerId: string;
  readonly version: number;
  /** Epoch ms. */
  readonly dueAt: number;
  /** What `DueWorkers.claim` was given to publish. */
  readonly message: unknown;
}

const OLDER = `
SELECT tenant_id AS "tenantId", workspace_id AS "workspaceId", id AS "workerId", version,
  in_flight_due_at AS "dueAt", in_flight_message AS message
FROM workers WHERE in_flight_since < $1 ORDER BY in_flight_since LIMIT $2`;

const FREE_RECORDED = `
UPDATE workers w SET in_flight_due_at = NULL, in_flight_since = NULL, in_flight_message = NULL
FROM ticks t
WHERE w.in_flight_since < $1 AND t.worker_id = w.id AND t.due_at = w.in_flight_due_at
  -- No partition is opened that is older than all of them.
  AND t.due_at >= (SELECT min(in_flight_due_at) FROM workers WHERE in_flight_since < $1)
RETURNING w.id`;

/**
 * Ticks on their way for longer than usual. Most of them simply run long; but a scheduler that died
 * between claiming and publishing, or a queue that lost what it held, leaves a worker waiting for an
 * outcome that will never come, and only publishing again brings one.
 */
export class UnfinishedTicks {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Those sent before `sentBeforeMs` (epoch ms), oldest first. */
  async list(sentBeforeMs: number, limit: number): Promise<UnfinishedTick[]> {
    const rows = await this.database.rows<Omit<UnfinishedTick, 'dueAt'> & { dueAt: Date }>(OLDER, [
      new Date(sentBeforeMs),
      limit,
    ]);
    return rows.map((row) => ({ ...row, dueAt: row.dueAt.getTime() }));
  }

  /**
   * Frees workers whose tick in flight has its row in the ledger all the same: one that was made to run
   * twice by a clock that went back. Returns how many.
   */
  async freeRecorded(sentBeforeMs: number): Promise<number> {
    return (await this.database.rows(FREE_RECORDED, [new Date(sentBeforeMs)])).length;
  }
}
