import type pg from 'pg';
import type { Database } from './database.ts';
import { decide, type DueRow, type DueTick } from './decide-due-worker.ts';
import { insertTicks } from './insert-ticks.ts';
import { forgetChanges, learnChanges, WORKER_FACTS } from './learn-changes.ts';
import { moveDueTimes } from './move-due-times.ts';
import { PLAN_COLUMNS } from './plan-columns.ts';
import type { TickRecord } from './tick-record.ts';

export interface ClaimRequest<M> {
  /** The scheduler that claims: workers of the shards that are its own at this moment. */
  readonly owner: string;
  /** What is due by then, epoch ms. Null, as schedulers say: by the clock of the database, right then. */
  readonly nowMs: number | null;
  /** Takes what is due within so many ms from then as well, as long as nothing of its worker is under way. */
  readonly aheadMs: number;
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
  /** Workers that are not free, and so were not taken ahead of their due time; null: none. */
  readonly left: {
    /** The first of their due times, epoch ms. */
    readonly firstDueAt: number;
    /** All that is due by then, epoch ms, was looked at. */
    readonly lookedUntilMs: number;
  } | null;
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
 * and wakes after its lease has run out gets nothing, whatever it remembers. What a worker is lies with its
 * due time, unless it has changed: then, and then only, its own row is read. The joins by LATERAL and
 * the LIMITs leave the planner one way only, which costs the same in a table of any size.
 */
const SELECT_DUE = {
  name: 'due workers',
  text: `
WITH moment AS MATERIALIZED (
  SELECT coalesce($2::timestamptz, date_trunc('milliseconds', clock_timestamp())) AS now)
SELECT (SELECT now FROM moment) AS now, d.place, d.shard, d.worker_id AS "workerId",
  d.due_at AS "nextDueAt", d.tick_count AS "tickCount", d.accounted_at AS "accountedAt",
  f.due_at AS "inFlightDueAt", c.numbers AS changes, d.version IS NULL AS learns,
  w.tenant_id AS "tenantId", w.workspace_id AS "workspaceId", w.worker_name AS "workerName", w.version,
  w.activation, w.isolation, w.interval_seconds AS "intervalSeconds",
  w.backing_off_until AS "backingOffUntil", w.unclean, p.*
FROM scheduler_shards s
CROSS JOIN LATERAL (
  SELECT ctid AS place, * FROM due_times
  WHERE shard = s.shard AND due_at <= (SELECT now + $5 * interval '1 ms' FROM moment)
    AND due_at >= coalesce($3::timestamptz, '-infinity')
  ORDER BY due_at LIMIT $4
  FOR UPDATE SKIP LOCKED) d
LEFT JOIN LATERAL (
  SELECT due_at FROM ticks_in_flight WHERE worker_id = d.worker_id LIMIT 1) f ON true
CROSS JOIN LATERAL (
  SELECT array_agg(number) AS numbers FROM worker_changes WHERE worker_id = d.worker_id) c
LEFT JOIN LATERAL (
  SELECT d.tenant_id, d.workspace_id, d.worker_name, d.version, d.activation, d.isolation,
    d.interval_seconds, d.backing_off_until, d.unclean
  WHERE d.version IS NOT NULL AND c.numbers IS NULL
  UNION ALL
  SELECT ${WORKER_FACTS} FROM workers w
  WHERE w.id = d.worker_id AND w.status = 'running' AND (d.version IS NULL OR c.numbers IS NOT NULL)
  LIMIT 1) w ON true
LEFT JOIN LATERAL (
  SELECT ${PLAN_COLUMNS} FROM tenants t JOIN plans p ON p.id = t.plan_id
  WHERE t.id = w.tenant_id LIMIT 1) p ON true
WHERE s.owner = $1 AND s.expires_at > clock_timestamp()`,
};

/**
 * The planner would rather fetch a shard's due rows in any order and sort them: no dearer while few are
 * due, but after an outage it would fetch all of them for each batch. And it would read tables that are
 * nearly empty from end to end, also when they are so no longer.
 */
const IN_ORDER = 'SET LOCAL enable_bitmapscan = off; SET LOCAL enable_seqscan = off';

/**
 * Of workers that seem busy, those that are, held until the claim is done. The others' outcome is being
 * recorded at this moment.
 */
const HOLD_BUSY = {
  name: 'hold busy workers',
  text: `
SELECT worker_id AS "workerId" FROM ticks_in_flight WHERE worker_id = ANY($1)
ORDER BY worker_id FOR UPDATE SKIP LOCKED`,
};

const NEXT_DUE = {
  name: 'next due',
  text: `
SELECT clock_timestamp() AS now, (
  SELECT min(d.due_at) FROM scheduler_shards s
  CROSS JOIN LATERAL (
    SELECT due_at FROM due_times
    WHERE shard = s.shard AND due_at >= coalesce($2::timestamptz, '-infinity')
    ORDER BY due_at LIMIT 1) d
  WHERE s.owner = $1 AND s.expires_at > clock_timestamp()) AS "dueAt"`,
};

/** Running workers whose due time has come. */
export class DueWorkers {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /**
   * Takes workers that are due, or will be within `aheadMs`, and moves each to the due time after, in one
   * transaction: of two claimers at once
   * each worker goes to one, even where both believe that a shard is theirs. A worker whose earlier tick
   * has no outcome yet is skipped, not piled up, and so is one that backs off. What is not run is in the
   * ledger when this resolves; what is to run must be published then, and if it is not,
   * `UnfinishedTicks` finds it.
   */
  claim<M>(request: ClaimRequest<M>): Promise<Claimed<M>> {
    return this.database.sql(async (client) => {
      await client.query(IN_ORDER);
      const { rows } = await client.query<FoundRow>({
        ...SELECT_DUE,
        values: [
          request.owner,
          instantOf(request.nowMs),
          instantOf(request.sinceMs),
          request.perShard,
          request.aheadMs,
        ],
      });
      const nowMs = rows[0]?.now.getTime() ?? 0;
      const { known, orphans } = sort(rows);
      const [taken, left] = leaveBusyAhead(known, nowMs);
      const settled = await withoutUnsettled(client, taken);
      const due = await learnChanges(client, settled);
      await forgetChanges(client, orphans);
      const busy = due.filter((row) => row.inFlightDueAt !== null).map((row) => row.workerId);
      const running: ReadonlyMap<string, string> =
        busy.length === 0 ? new Map() : await request.running(busy);
      const decided = due.map((row) => ({ row, ...decide(row, request.compose, nowMs, running) }));
      const places = orphans.map(({ place }) => place);
      await moveDueTimes(client, nowMs, decided, places);
      const skipped = decided.flatMap((d) => d.notRun);
      await insertTicks(client, skipped);
      const sent = decided.flatMap((d) => (d.sent === null ? [] : [d.sent]));
      return {
        messages: sent.sort((a, b) => a.dueAt - b.dueAt).map(({ message }) => message),
        skipped,
        workers: rows.length,
        left:
          left.length === 0
            ? null
            : {
                firstDueAt: Math.min(...left.map(dueAtOf)),
                lookedUntilMs: nowMs + request.aheadMs,
              },
        more: mostOfOneShard([...taken, ...orphans]) >= request.perShard,
      };
    });
  }

  /** How Postgres finds what is due: its plan of the statement that `claim` runs. */
  explain(owner: string, perShard: number): Promise<string> {
    return this.database.sql(async (client) => {
      await client.query(IN_ORDER);
      await client.query('SET LOCAL plan_cache_mode = force_generic_plan');
      await client.query(`PREPARE explained AS ${SELECT_DUE.text}`);
      const values = `${client.escapeLiteral(owner)}, NULL, NULL, ${perShard}, 0`;
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

/** What the statement finds: of a worker that is gone, or does not run, only that it was due. */
type FoundRow =
  DueRow | (Pick<DueRow, 'now' | 'place' | 'shard' | 'workerId' | 'changes'> & { tenantId: null });

/** Orphans, of which only the place is wanted, are dropped: their worker is gone, or is there already. */
function sort(rows: readonly FoundRow[]): { known: DueRow[]; orphans: FoundRow[] } {
  const known = new Map<string, DueRow>();
  const orphans: FoundRow[] = [];
  for (const row of rows) {
    if (row.tenantId === null || known.has(row.workerId)) orphans.push(row);
    else known.set(row.workerId, row);
  }
  return { known: [...known.values()], orphans };
}

/** Whose earlier tick has no outcome yet may have one when it is due: nobody can say now that it is skipped. */
function leaveBusyAhead(rows: readonly DueRow[], nowMs: number): [DueRow[], DueRow[]] {
  const isLeft = (row: DueRow): boolean => row.inFlightDueAt !== null && dueAtOf(row) > nowMs;
  return [rows.filter((row) => !isLeft(row)), rows.filter(isLeft)];
}

function dueAtOf({ nextDueAt }: DueRow): number {
  return nextDueAt.getTime();
}

/** Leaves out workers whose outcome is being recorded: in a moment they are free, and due as before. */
async function withoutUnsettled(
  client: pg.ClientBase,
  rows: readonly DueRow[],
): Promise<readonly DueRow[]> {
  const busy = rows.filter((row) => row.inFlightDueAt !== null);
  if (busy.length === 0) return rows;
  const held = await client.query<{ workerId: string }>({
    ...HOLD_BUSY,
    values: [busy.map((row) => row.workerId)],
  });
  const holds = new Set(held.rows.map(({ workerId }) => workerId));
  return rows.filter((row) => row.inFlightDueAt === null || holds.has(row.workerId));
}

function mostOfOneShard(rows: readonly FoundRow[]): number {
  const counts = new Map<number, number>();
  for (const { shard } of rows) counts.set(shard, (counts.get(shard) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

function instantOf(ms: number | null | undefined): Date | null {
  return ms === null || ms === undefined ? null : new Date(ms);
}
