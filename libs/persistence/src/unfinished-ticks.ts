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

/** Several schedulers look, each at its own shards: `$1`. */
const OF_OWNER = `shard IN (
  SELECT shard FROM scheduler_shards WHERE owner = $1 AND expires_at > clock_timestamp())`;

const OLDER = `
SELECT tenant_id AS "tenantId", workspace_id AS "workspaceId", id AS "workerId", version,
  in_flight_due_at AS "dueAt", in_flight_message AS message
FROM workers
WHERE in_flight_since < clock_timestamp() - $2 * interval '1 ms' AND ${OF_OWNER}
ORDER BY in_flight_since LIMIT $3`;

const FREE_RECORDED = `
UPDATE workers w SET in_flight_due_at = NULL, in_flight_since = NULL, in_flight_message = NULL
FROM ticks t
WHERE w.in_flight_since < clock_timestamp() - $2 * interval '1 ms' AND w.${OF_OWNER}
  AND t.worker_id = w.id AND t.due_at = w.in_flight_due_at
  -- No partition is opened that is older than all of them.
  AND t.due_at >= (SELECT min(in_flight_due_at) FROM workers WHERE in_flight_since IS NOT NULL)
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

  /** Those sent more than `forMs` ago by workers of the owner's shards, oldest first. */
  async list(owner: string, forMs: number, limit: number): Promise<UnfinishedTick[]> {
    const rows = await this.database.rows<Omit<UnfinishedTick, 'dueAt'> & { dueAt: Date }>(OLDER, [
      owner,
      forMs,
      limit,
    ]);
    return rows.map((row) => ({ ...row, dueAt: row.dueAt.getTime() }));
  }

  /**
   * Frees workers whose tick in flight has its row in the ledger all the same: one that was made to run
   * twice by a clock that went back. Returns how many.
   */
  async freeRecorded(owner: string, forMs: number): Promise<number> {
    return (await this.database.rows(FREE_RECORDED, [owner, forMs])).length;
  }
}
