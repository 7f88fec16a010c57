import { afterOutcome, type Aftermath, type WorkerStatus } from '@aispinner/domain';
import type pg from 'pg';
import { isPartitionMoved } from './database-errors.ts';
import type { Database } from './database.ts';
import { insertTicks, type TickKey } from './insert-ticks.ts';
import { storedText } from './stored-text.ts';
import type { TickRecord } from './tick-record.ts';

/** What a batch of outcomes changed. */
export interface Recorded {
  /** Those that were not in the ledger before. */
  readonly ticks: readonly TickRecord[];
  /** Workers whose status changed with them. */
  readonly failed: readonly Pick<TickRecord, 'tenantId' | 'workspaceId' | 'workerId'>[];
}

interface WorkerRow {
  readonly id: string;
  readonly status: WorkerStatus;
  readonly tickIntervalSeconds: number;
  readonly maxErrors: number;
  readonly consecutiveErrors: number;
  readonly sandboxesLost: number;
  readonly inFlightDueAt: Date | null;
}

const LOCK_WORKERS = `
SELECT id, status, tick_interval_seconds AS "tickIntervalSeconds", max_errors AS "maxErrors",
  consecutive_errors AS "consecutiveErrors", sandboxes_lost AS "sandboxesLost",
  in_flight_due_at AS "inFlightDueAt"
FROM workers WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE`;

/** A tick in flight was sent outside of any pause, so where it lands there is none but the one that it begins. */
const SETTLE_WORKERS = `
UPDATE workers w SET
  last_tick_due_at = greatest(w.last_tick_due_at, u.due_at),
  in_flight_due_at = CASE WHEN u.ends_flight THEN NULL ELSE w.in_flight_due_at END,
  in_flight_since = CASE WHEN u.ends_flight THEN NULL ELSE w.in_flight_since END,
  in_flight_message = CASE WHEN u.ends_flight THEN NULL ELSE w.in_flight_message END,
  consecutive_errors = coalesce(u.consecutive_errors, w.consecutive_errors),
  sandboxes_lost = coalesce(u.sandboxes_lost, w.sandboxes_lost),
  backing_off_until = CASE WHEN u.ends_flight THEN clock_timestamp() + u.pause_ms * interval '1 ms'
    ELSE w.backing_off_until END,
  status = CASE WHEN u.fails THEN 'failed' ELSE w.status END,
  status_reason = CASE WHEN u.fails THEN u.status_reason ELSE w.status_reason END,
  next_due_at = CASE WHEN u.fails THEN NULL ELSE w.next_due_at END,
  updated_at = CASE WHEN u.fails THEN now() ELSE w.updated_at END
FROM unnest($1::text[], $2::timestamptz[], $3::bool[], $4::int[], $5::int[], $6::int[], $7::bool[],
    $8::text[])
  AS u (id, due_at, ends_flight, consecutive_errors, sandboxes_lost, pause_ms, fails, status_reason)
WHERE w.id = u.id`;

/** Characters of an error that a worker's status repeats. */
const SUMMARY_CHARS = 300;

/** What became of one worker by the outcomes of a batch. */
interface Settlement {
  readonly worker: WorkerRow;
  readonly newestDueAt: number;
  /** The outcome of the tick that was in flight, if the batch has it, and what it makes of the worker. */
  readonly landed: {
    readonly tick: TickRecord;
    readonly aftermath: Aftermath;
    readonly fails: boolean;
  } | null;
}

/** The history of ticks: one row for each due time, written once. */
export class Ledger {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /**
   * Writes outcomes, all or none. Outcomes that are known already change nothing, so a batch may come
   * twice. The outcome of a worker's tick in flight frees the worker for its next, counts its errors,
   * stops it at its limit, and has it pause, by the database's clock, where it loses sandboxes.
   */
  async record(outcomes: readonly TickRecord[]): Promise<Recorded> {
    try {
      return await this.recordOnce(outcomes);
    } catch (error) {
      if (!isPartitionMoved(error)) throw error;
      return this.recordOnce(outcomes);
    }
  }

  private recordOnce(outcomes: readonly TickRecord[]): Promise<Recorded> {
    return this.database.sql(async (client) => {
      // First, so that what is written of a worker is written by one after the other.
      const { rows } = await client.query<WorkerRow>(LOCK_WORKERS, [
        [...new Set(outcomes.map((o) => o.workerId))],
      ]);
      const written = new Set((await insertTicks(client, outcomes)).map(keyText));
      const ticks = outcomes.filter((o) => written.delete(keyText(o)));
      if (ticks.length === 0) return { ticks, failed: [] };
      const settlements = rows.flatMap((worker) => {
        const own = ticks.filter((t) => t.workerId === worker.id);
        return own.length === 0 ? [] : [settle(worker, own)];
      });
      await apply(client, settlements);
      const failed = settlements.flatMap((s) => (s.landed?.fails === true ? [s.landed.tick] : []));
      return { ticks, failed };
    });
  }
}

function settle(worker: WorkerRow, ticks: readonly TickRecord[]): Settlement {
  const newestDueAt = Math.max(...ticks.map((t) => t.dueAt));
  const tick = ticks.find((t) => t.dueAt === worker.inFlightDueAt?.getTime());
  if (tick === undefined) return { worker, newestDueAt, landed: null };
  const { outcome, reason, error } = tick;
  const summary =
    error === null ? null : storedText(`${error.type}: ${error.message}`.slice(0, SUMMARY_CHARS));
  const aftermath = afterOutcome(worker, outcome, reason, summary);
  const fails = aftermath.status === 'failed' && worker.status === 'running';
  return { worker, newestDueAt, landed: { tick, aftermath, fails } };
}

async function apply(client: pg.ClientBase, settlements: readonly Settlement[]): Promise<void> {
  await client.query(SETTLE_WORKERS, [
    settlements.map((s) => s.worker.id),
    settlements.map((s) => new Date(s.newestDueAt)),
    settlements.map((s) => s.landed !== null),
    settlements.map((s) => s.landed?.aftermath.consecutiveErrors ?? null),
    settlements.map((s) => s.landed?.aftermath.sandboxesLost ?? null),
    settlements.map((s) => pauseOf(s)),
    settlements.map((s) => s.landed?.fails ?? false),
    settlements.map((s) => s.landed?.aftermath.statusReason ?? null),
  ]);
}

/** Null: none. */
function pauseOf({ landed }: Settlement): number | null {
  return landed === null || landed.aftermath.pauseMs === 0 ? null : landed.aftermath.pauseMs;
}

function keyText(key: TickKey): string {
  return `${key.workerId}.${key.dueAt}`;
}
