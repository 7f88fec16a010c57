import { tickIdOf, type PlanLimits } from '@aispinner/domain';
import type { Database } from './database.ts';
import type { DueTick } from './decide-due-worker.ts';
import { PLAN_COLUMNS } from './plan-columns.ts';
import { limitsOfRow } from './plan-limits.ts';

/** A tick that was sent and has no outcome. */
export interface UnfinishedTick {
  readonly tick: DueTick;
  /** When it was claimed, epoch ms. */
  readonly sinceMs: number;
}

interface UnfinishedRow extends PlanLimits, Omit<DueTick, 'tickId' | 'number' | 'dueAt' | 'plan'> {
  readonly number: string;
  readonly dueAt: Date;
  readonly since: Date;
}

/** Several schedulers look, each at its own shards: `$1`. */
const OF_OWNER = `w.shard IN (
  SELECT shard FROM scheduler_shards WHERE owner = $1 AND expires_at > clock_timestamp())`;

const OLDER = `
SELECT f.worker_id AS "workerId", f.due_at AS "dueAt", f.since, f.number, f.version, f.activation,
  w.tenant_id AS "tenantId", w.workspace_id AS "workspaceId", w.name AS "workerName", w.isolation,
  w.effective_interval_seconds AS "intervalSeconds", ${PLAN_COLUMNS}
FROM ticks_in_flight f JOIN workers w ON w.id = f.worker_id
JOIN tenants t ON t.id = w.tenant_id JOIN plans p ON p.id = t.plan_id
WHERE f.since < clock_timestamp() - $2 * interval '1 ms' AND ${OF_OWNER}
ORDER BY f.since LIMIT $3`;

const FREE_RECORDED = `
DELETE FROM ticks_in_flight f USING workers w, ticks t
WHERE f.since < clock_timestamp() - $2 * interval '1 ms' AND w.id = f.worker_id AND ${OF_OWNER}
  AND t.worker_id = f.worker_id AND t.due_at = f.due_at
  -- No partition is opened that is older than all of them.
  AND t.due_at >= (SELECT min(due_at) FROM ticks_in_flight)
RETURNING f.worker_id`;

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

  /**
   * Those sent more than `forMs` ago by workers of the owner's shards, oldest first: as they were sent,
   * with the name, the isolation and the limits of now.
   */
  async list(owner: string, forMs: number, limit: number): Promise<UnfinishedTick[]> {
    const rows = await this.database.rows<UnfinishedRow>(OLDER, [owner, forMs, limit]);
    return rows.map((row) => ({ tick: tickOf(row), sinceMs: row.since.getTime() }));
  }

  /**
   * Frees workers whose tick in flight has its row in the ledger all the same: one that was made to run
   * twice by a clock that went back. Returns how many.
   */
  async freeRecorded(owner: string, forMs: number): Promise<number> {
    return (await this.database.rows(FREE_RECORDED, [owner, forMs])).length;
  }
}

function tickOf(row: UnfinishedRow): DueTick {
  const dueAt = row.dueAt.getTime();
  return {
    tickId: tickIdOf(row.workerId, dueAt),
    tenantId: row.tenantId,
    workspaceId: row.workspaceId,
    workerId: row.workerId,
    workerName: row.workerName,
    version: row.version,
    activation: row.activation,
    isolation: row.isolation,
    intervalSeconds: row.intervalSeconds,
    number: Number(row.number),
    dueAt,
    plan: limitsOfRow(row),
  };
}
