import type pg from 'pg';
import type { Database } from './database.ts';
import { decide, type Decision, type DueRow, type DueTick } from './decide-due-worker.ts';
import { insertTicks } from './insert-ticks.ts';
import { PLAN_COLUMNS } from './plan-columns.ts';
import type { TickRecord } from './tick-record.ts';

export interface ClaimRequest<M> {
  /** The scheduler that claims: workers of the shards that are its own at this moment. */
  readonly owner: string;
  /** What is due by then, epoch ms. Null, as schedulers say: by the clock of the database, right then. */
  readonly nowMs: number | null;
  /**
   * Looks at no due time before this, epoch ms; null: at all. Most of what lies before has been claimed,
   * and its dead index entries would be stepped over again and again until the next vacuum.
   */
  readonly sinceMs: number | null;
  /** Workers at most, of each shard. */
  readonly perShard: number;
  /** What will be published, and is kept until the outcome is known, to be published again. */
  readonly compose: (tick: DueTick, nowMs: number) => M;
  /** The ticks that run now, by worker id: tells why a due time is skipped. */
  readonly running: (workerIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export interface Claimed<M> {
  /** In the order of their due times. */
  readonly messages: readonly M[];
  /** Already in the ledger: due times that were skipped or missed. */
  readonly skipped: readonly TickRecord[];
  /** Workers looked at. */
  readonly workers: number;
  /** Some shard gave as many as it may: there may be more. */
  readonly more: boolean;
}

/** When there is something to claim next, all epoch ms of the database's clock. */
export interface NextDue {
  /** The earliest due time of the owner's workers; null without one. */
  readonly dueAt: number | null;
  readonly nowMs: number;
}

/**
 * The oldest due of each shard that is the owner's by the database's own clock: one that was stopped
 * and wakes after its lease has run out gets nothing, whatever it remembers. The join by LATERAL and
 * the LIMITs leave the planner one way only, which costs the same in a table of any size.
 */
const SELECT_DUE = {
  name: 'due workers',
  text: `
WITH moment AS MATERIALIZED (
  SELECT coalesce($2::timestamptz, date_trunc('milliseconds', clock_timestamp())) AS now)
SELECT (SELECT now FROM moment) AS now, w.shard, w.id AS "workerId", w.tenant_id AS "tenantId",
  w.workspace_id AS "workspaceId", w.name AS "workerName", w.version, w.activation, w.isolation,
  w.effective_interval_seconds AS "intervalSeconds", w.tick_count AS "tickCount",
  w.next_due_at AS "nextDueAt", w.in_flight_due_at AS "inFlightDueAt",
  w.last_tick_due_at AS "lastTickDueAt", w.backing_off_until AS "backingOffUntil", p.*
FROM scheduler_shards s
CROSS JOIN LATERAL (
  SELECT * FROM workers
  WHERE shard = s.shard AND status = 'running' AND next_due_at <= (SELECT now FROM moment)
    AND next_due_at >= coalesce($3::timestamptz, '-infinity')
  ORDER BY next_due_at LIMIT $4
  FOR NO KEY UPDATE SKIP LOCKED) w
CROSS JOIN LATERAL (
  SELECT ${PLAN_COLUMNS} FROM tenants t JOIN plans p ON p.id = t.plan_id
  WHERE t.id = w.tenant_id LIMIT 1) p
WHERE s.owner = $1 AND s.expires_at > clock_timestamp()`,
};

/**
 * The planner would rather fetch a shard's due rows in any order and sort them: no dearer while few are
 * due, but after an outage it would fetch all of them for each batch.
 */
const IN_ORDER = 'SET LOCAL enable_bitmapscan = off';

const ADVANCE = {
  name: 'advance workers',
  text: `
UPDATE workers w SET
  next_due_at = u.next_due_at,
  tick_count = w.tick_count + (u.sent_due_at IS NOT NULL)::int,
  in_flight_due_at = coalesce(u.sent_due_at, w.in_flight_due_at),
  in_flight_since = CASE WHEN u.sent_due_at IS NULL THEN w.in_flight_since ELSE $1 END,
  in_flight_message = coalesce(u.message::json, w.in_flight_message),
  last_tick_due_at = greatest(w.last_tick_due_at, u.recorded_due_at)
FROM unnest($2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::timestamptz[])
  AS u (id, next_due_at, sent_due_at, message, recorded_due_at)
WHERE w.id = u.id`,
};

const NEXT_DUE = {
  name: 'next due',
  text: `
SELECT clock_timestamp() AS now, (
  SELECT min(w.next_due_at) FROM scheduler_shards s
  CROSS JOIN LATERAL (
    SELECT next_due_at FROM workers
    WHERE shard = s.shard AND status = 'running' AND next_due_at >= coalesce($2::timestamptz, '-infinity')
    ORDER BY next_due_at LIMIT 1) w
  WHERE s.owner = $1 AND s.expires_at > clock_timestamp()) AS "dueAt"`,
};

/** Running workers whose due time has come. */
export class DueWorkers {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /**
   * Takes due workers and moves each to its next due time, in one transaction: of two claimers at once
   * each worker goes to one, even where both believe that a shard is theirs. A worker whose earlier tick
   * has no outcome yet is skipped, not piled up, and so is one that backs off. What is not run is in the
   * ledger when this resolves; what is to run must be published then, and if it is not,
   * `UnfinishedTicks` finds it.
   */
  claim<M>(request: ClaimRequest<M>): Promise<Claimed<M>> {
    return this.database.sql(async (client) => {
      await client.query(IN_ORDER);
      const { rows } = await client.query<DueRow>({
        ...SELECT_DUE,
        values: [
          request.owner,
          instantOf(request.nowMs),
          instantOf(request.sinceMs),
          request.perShard,
        ],
      });
      const nowMs = rows[0]?.now.getTime() ?? 0;
      const busy = rows.filter((row) => row.inFlightDueAt !== null).map((row) => row.workerId);
      const running: ReadonlyMap<string, string> =
        busy.length === 0 ? new Map() : await request.running(busy);
      const decisions = rows.map((row) => decide(row, request.compose, nowMs, running));
      await advance(client, nowMs, decisions);
      const skipped = decisions.flatMap((d) => d.notRun);
      await insertTicks(client, skipped);
      const sent = decisions.flatMap((d) => (d.sent === null ? [] : [d.sent]));
      return {
        messages: sent.sort((a, b) => a.dueAt - b.dueAt).map(({ message }) => message),
        skipped,
        workers: rows.length,
        more: mostOfOneShard(rows) >= request.perShard,
      };
    });
  }

  /** How Postgres finds what is due: its plan of the statement that `claim` runs. */
  explain(owner: string, perShard: number): Promise<string> {
    return this.database.sql(async (client) => {
      await client.query(IN_ORDER);
      await client.query('SET LOCAL plan_cache_mode = force_generic_plan');
      await client.query(`PREPARE explained AS ${SELECT_DUE.text}`);
      const values = `${client.escapeLiteral(owner)}, NULL, NULL, ${perShard}`;
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN EXECUTE explained (${values})`,
      );
      await client.query('DEALLOCATE explained');
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
  }

  /** Of the shards that are the owner's at this moment; sees no due time before `sinceMs`, as `claim`. */
  async next(owner: string, sinceMs: number | null): Promise<NextDue> {
    const [row] = await this.database.rows<{ now: Date; dueAt: Date | null }>(NEXT_DUE, [
      owner,
      instantOf(sinceMs),
    ]);
    if (row === undefined) throw new Error('a query without FROM gives one row');
    return { dueAt: row.dueAt?.getTime() ?? null, nowMs: row.now.getTime() };
  }
}

function mostOfOneShard(rows: readonly DueRow[]): number {
  const counts = new Map<number, number>();
  for (const { shard } of rows) counts.set(shard, (counts.get(shard) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

async function advance<M>(
  client: pg.ClientBase,
  nowMs: number,
  decisions: readonly Decision<M>[],
): Promise<void> {
  if (decisions.length === 0) return;
  const values = [
    new Date(nowMs),
    decisions.map((d) => d.workerId),
    decisions.map((d) => new Date(d.nextDueAt)),
    decisions.map((d) => instantOf(d.sent?.dueAt)),
    decisions.map((d) => (d.sent === null ? null : JSON.stringify(d.sent.message))),
    decisions.map((d) => instantOf(d.notRun.at(-1)?.dueAt)),
  ];
  await client.query({ ...ADVANCE, values });
}

function instantOf(ms: number | null | undefined): Date | null {
  return ms === null || ms === undefined ? null : new Date(ms);
}
