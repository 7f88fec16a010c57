import {
  decideDue,
  nextDueAfter,
  scheduleOf,
  tickIdOf,
  type PlanLimits,
  type SkipReason,
} from '@aispinner/domain';
import type pg from 'pg';
import type { Database } from './database.ts';
import { insertTicks } from './insert-ticks.ts';
import { missedTicks } from './missed-ticks.ts';
import { PLAN_COLUMNS } from './plan-columns.ts';
import { limitsOfRow } from './plan-limits.ts';
import { skippedTick, type TickRecord } from './tick-record.ts';

/** A tick to send, with all that its message needs. Instants are epoch ms. */
export interface DueTick {
  readonly tickId: string;
  readonly tenantId: string;
  readonly workspaceId: string;
  readonly workerId: string;
  readonly workerName: string;
  readonly version: number;
  readonly activation: number;
  readonly isolation: 'shared' | 'dedicated';
  readonly intervalSeconds: number;
  /** 1 for the first tick of the worker. */
  readonly number: number;
  readonly dueAt: number;
  readonly plan: PlanLimits;
}

export interface ClaimRequest<M> {
  readonly nowMs: number;
  /** Workers at most. */
  readonly limit: number;
  /** What will be published, and is kept until the outcome is known, to be published again. */
  readonly compose: (tick: DueTick) => M;
  /** The ticks that run now, by worker id: tells why a due time is skipped. */
  readonly running: (workerIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export interface Claimed<M> {
  readonly messages: readonly M[];
  /** Already in the ledger: due times that were skipped or missed. */
  readonly skipped: readonly TickRecord[];
  /** Workers looked at; `limit` of them: there may be more. */
  readonly workers: number;
  /** The earliest due time of any running worker after this claim, epoch ms; null without one. */
  readonly nextDueAt: number | null;
}

interface WorkerRow extends PlanLimits {
  readonly workerId: string;
  readonly tenantId: string;
  readonly workspaceId: string;
  readonly workerName: string;
  readonly version: number;
  readonly activation: number;
  readonly isolation: 'shared' | 'dedicated';
  readonly intervalSeconds: number;
  readonly tickCount: string;
  readonly nextDueAt: Date;
  readonly inFlightDueAt: Date | null;
  readonly lastTickDueAt: Date | null;
}

const SELECT_DUE = `
SELECT w.id AS "workerId", w.tenant_id AS "tenantId", w.workspace_id AS "workspaceId",
  w.name AS "workerName", w.version, w.activation, w.isolation,
  w.effective_interval_seconds AS "intervalSeconds", w.tick_count AS "tickCount",
  w.next_due_at AS "nextDueAt", w.in_flight_due_at AS "inFlightDueAt",
  w.last_tick_due_at AS "lastTickDueAt", ${PLAN_COLUMNS}
FROM workers w JOIN tenants t ON t.id = w.tenant_id JOIN plans p ON p.id = t.plan_id
WHERE w.status = 'running' AND w.next_due_at <= $1
ORDER BY w.next_due_at LIMIT $2
FOR UPDATE OF w SKIP LOCKED`;

const ADVANCE = `
UPDATE workers w SET
  next_due_at = u.next_due_at,
  tick_count = w.tick_count + (u.sent_due_at IS NOT NULL)::int,
  in_flight_due_at = coalesce(u.sent_due_at, w.in_flight_due_at),
  in_flight_since = CASE WHEN u.sent_due_at IS NULL THEN w.in_flight_since ELSE $1 END,
  in_flight_message = coalesce(u.message::json, w.in_flight_message),
  last_tick_due_at = greatest(w.last_tick_due_at, u.recorded_due_at)
FROM unnest($2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::timestamptz[])
  AS u (id, next_due_at, sent_due_at, message, recorded_due_at)
WHERE w.id = u.id`;

const NEXT_DUE = `SELECT min(next_due_at) AS "nextDueAt" FROM workers WHERE status = 'running'`;

interface Decision<M> {
  readonly workerId: string;
  readonly nextDueAt: number;
  readonly sent: { readonly dueAt: number; readonly message: M } | null;
  readonly notRun: readonly TickRecord[];
}

/** Running workers whose due time has come. */
export class DueWorkers {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /**
   * Takes due workers and moves each to its next due time, in one transaction: of two claimers at once
   * each worker goes to one. A worker whose earlier tick has no outcome yet is skipped, not piled up.
   * What is not run is in the ledger when this resolves; what is to run must be published then, and
   * if it is not, `UnfinishedTicks` finds it.
   */
  claim<M>(request: ClaimRequest<M>): Promise<Claimed<M>> {
    return this.database.sql(async (client) => {
      const { rows } = await client.query<WorkerRow>(SELECT_DUE, [
        new Date(request.nowMs),
        request.limit,
      ]);
      const busy = rows.filter((row) => row.inFlightDueAt !== null).map((row) => row.workerId);
      const running: ReadonlyMap<string, string> =
        busy.length === 0 ? new Map() : await request.running(busy);
      const decisions = rows.map((row) => decide(row, request, running));
      await advance(client, request.nowMs, decisions);
      const skipped = decisions.flatMap((d) => d.notRun);
      await insertTicks(client, skipped);
      const next = await client.query<{ nextDueAt: Date | null }>(NEXT_DUE);
      return {
        messages: decisions.flatMap((d) => (d.sent === null ? [] : [d.sent.message])),
        skipped,
        workers: rows.length,
        nextDueAt: next.rows[0]?.nextDueAt?.getTime() ?? null,
      };
    });
  }
}

function decide<M>(
  row: WorkerRow,
  { nowMs, compose }: ClaimRequest<M>,
  running: ReadonlyMap<string, string>,
): Decision<M> {
  const { workerId } = row;
  const schedule = scheduleOf(workerId, row.intervalSeconds);
  // A clock set back brings due times round again: those that have their tick are passed over.
  const accounted = Math.max(timeOf(row.inFlightDueAt), timeOf(row.lastTickDueAt));
  const stored = row.nextDueAt.getTime();
  const from = stored > accounted ? stored : nextDueAfter(schedule, accounted);
  const { dueAt, nextDueAt, missed } = decideDue(schedule, from, nowMs);
  const notRun = missed === null ? [] : missedTicks(row, schedule, missed, nowMs);
  if (dueAt === null) return { workerId, nextDueAt, sent: null, notRun };
  if (row.inFlightDueAt !== null) {
    const inFlight = tickIdOf(workerId, row.inFlightDueAt.getTime());
    const reason: SkipReason =
      running.get(workerId) === inFlight ? 'predecessor_running' : 'predecessor_queued';
    const skip = skippedTick(row, { dueAt, reason, now: nowMs });
    return { workerId, nextDueAt, sent: null, notRun: [...notRun, skip] };
  }
  const message = compose({
    tickId: tickIdOf(workerId, dueAt),
    tenantId: row.tenantId,
    workspaceId: row.workspaceId,
    workerId,
    workerName: row.workerName,
    version: row.version,
    activation: row.activation,
    isolation: row.isolation,
    intervalSeconds: row.intervalSeconds,
    number: Number(row.tickCount) + 1,
    dueAt,
    plan: limitsOfRow(row),
  });
  return { workerId, nextDueAt, sent: { dueAt, message }, notRun };
}

async function advance<M>(
  client: pg.ClientBase,
  nowMs: number,
  decisions: readonly Decision<M>[],
): Promise<void> {
  if (decisions.length === 0) return;
  await client.query(ADVANCE, [
    new Date(nowMs),
    decisions.map((d) => d.workerId),
    decisions.map((d) => new Date(d.nextDueAt)),
    decisions.map((d) => instantOf(d.sent?.dueAt)),
    decisions.map((d) => (d.sent === null ? null : JSON.stringify(d.sent.message))),
    decisions.map((d) => instantOf(d.notRun.at(-1)?.dueAt)),
  ]);
}

function instantOf(ms: number | undefined): Date | null {
  return ms === undefined ? null : new Date(ms);
}

function timeOf(instant: Date | null): number {
  return instant?.getTime() ?? -1;
}
