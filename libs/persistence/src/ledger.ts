import { afterOutcome, countsAsError, type Aftermath, type WorkerStatus } from '@aispinner/domain';
import type pg from 'pg';
import { isPartitionMoved } from './database-errors.ts';
import type { Database } from './database.ts';
import { insertTicks, type TickKey } from './insert-ticks.ts';
import { storedText } from './stored-text.ts';
import type { TickRecord } from './tick-record.ts';
import { leaveDueSet } from './worker-due-time.ts';

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
  readonly effectiveIntervalSeconds: number;
}

/**
 * Workers of whom an outcome may change something: `$1` by an error, `$2` by an `ok` that clears errors.
 * All others are not even read. Before the ticks in flight, as whoever removes a worker locks them.
 */
const LOCK_WORKERS = {
  name: 'lock workers with errors',
  text: `
SELECT id, status, tick_interval_seconds AS "tickIntervalSeconds", max_errors AS "maxErrors",
  consecutive_errors AS "consecutiveErrors", sandboxes_lost AS "sandboxesLost",
  effective_interval_seconds AS "effectiveIntervalSeconds"
FROM workers WHERE id IN (
  SELECT unnest($1::text[])
  UNION SELECT worker_id FROM ticks_in_flight WHERE worker_id = ANY($2::text[]) AND unclean)
ORDER BY id FOR NO KEY UPDATE`,
};

/** Also makes sure that what is written of a worker is written by one after the other. */
const LOCK_IN_FLIGHT = {
  name: 'lock ticks in flight',
  text: `
SELECT worker_id AS "workerId", due_at AS "dueAt" FROM ticks_in_flight
WHERE worker_id = ANY($1::text[]) ORDER BY worker_id FOR UPDATE`,
};

const LAND = {
  name: 'land ticks',
  text: 'DELETE FROM ticks_in_flight WHERE worker_id = ANY($1::text[])',
};

/** A tick in flight was sent outside of any pause, so where it lands there is none but the one that it begins. */
const SETTLE_WORKERS = `
UPDATE workers w SET
  consecutive_errors = u.consecutive_errors,
  sandboxes_lost = u.sandboxes_lost,
  backing_off_until = clock_timestamp() + u.pause_ms * interval '1 ms',
  status = CASE WHEN u.fails THEN 'failed' ELSE w.status END,
  status_reason = CASE WHEN u.fails THEN u.status_reason ELSE w.status_reason END,
  updated_at = CASE WHEN u.fails THEN now() ELSE w.updated_at END
FROM unnest($1::text[], $2::int[], $3::int[], $4::int[], $5::bool[], $6::text[])
  AS u (id, consecutive_errors, sandboxes_lost, pause_ms, fails, status_reason)
WHERE w.id = u.id`;

/** Characters of an error that a worker's status repeats. */
const SUMMARY_CHARS = 300;

/** What the outcome of the tick in flight makes of a worker. */
interface Settlement {
  readonly worker: WorkerRow;
  readonly tick: TickRecord;
  readonly aftermath: Aftermath;
  readonly fails: boolean;
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
      const workers = await lockWorkers(client, outcomes);
      const inFlight = await client.query<{ workerId: string; dueAt: Date }>({
        ...LOCK_IN_FLIGHT,
        values: [[...new Set(outcomes.map((o) => o.workerId))]],
      });
      const written = new Set((await insertTicks(client, outcomes)).map(keyText));
      const ticks = outcomes.filter((o) => written.delete(keyText(o)));
      const flying = new Set(
        inFlight.rows.map(({ workerId, dueAt }) => keyText({ workerId, dueAt: dueAt.getTime() })),
      );
      const landed = ticks.filter((tick) => flying.has(keyText(tick)));
      if (landed.length === 0) return { ticks, failed: [] };
      await client.query({ ...LAND, values: [landed.map((tick) => tick.workerId)] });
      const settlements = landed.flatMap((tick) => {
        const worker = workers.get(tick.workerId);
        return worker === undefined ? [] : [settle(worker, tick)];
      });
      await apply(client, settlements);
      return { ticks, failed: settlements.filter((s) => s.fails).map((s) => s.tick) };
    });
  }
}

async function lockWorkers(
  client: pg.ClientBase,
  outcomes: readonly TickRecord[],
): Promise<ReadonlyMap<string, WorkerRow>> {
  const faults = outcomes.filter(({ outcome, reason }) => countsAsError(outcome, reason));
  const good = outcomes.filter(({ outcome }) => outcome === 'ok');
  const { rows } = await client.query<WorkerRow>({
    ...LOCK_WORKERS,
    values: [faults.map((o) => o.workerId), good.map((o) => o.workerId)],
  });
  return new Map(rows.map((worker) => [worker.id, worker]));
}

function settle(worker: WorkerRow, tick: TickRecord): Settlement {
  const { outcome, reason, error } = tick;
  const summary =
    error === null ? null : storedText(`${error.type}: ${error.message}`.slice(0, SUMMARY_CHARS));
  const aftermath = afterOutcome(worker, outcome, reason, summary);
  const fails = aftermath.status === 'failed' && worker.status === 'running';
  return { worker, tick, aftermath, fails };
}

async function apply(client: pg.ClientBase, settlements: readonly Settlement[]): Promise<void> {
  if (settlements.length === 0) return;
  const run = async (text: string, values: readonly unknown[]) =>
    (await client.query<object>(text, [...values])).rows;
  for (const { worker, fails, tick } of settlements) {
    if (fails) await leaveDueSet(run, worker, tick.endedAt);
  }
  await run(SETTLE_WORKERS, [
    settlements.map((s) => s.worker.id),
    settlements.map((s) => s.aftermath.consecutiveErrors),
    settlements.map((s) => s.aftermath.sandboxesLost),
    settlements.map(({ aftermath }) => (aftermath.pauseMs === 0 ? null : aftermath.pauseMs)),
    settlements.map((s) => s.fails),
    settlements.map((s) => s.aftermath.statusReason),
  ]);
}

function keyText(key: TickKey): string {
  return `${key.workerId}.${key.dueAt}`;
}
