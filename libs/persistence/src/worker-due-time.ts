import { nextDueAfter, scheduleOf } from '@aispinner/domain';
import type { RunStatement } from './database.ts';
import { FACT_COLUMNS, WORKER_FACTS } from './learn-changes.ts';

/** A worker whose row the caller has locked, so that nobody else starts or stops it. */
export interface ScheduledWorker {
  readonly id: string;
  readonly effectiveIntervalSeconds: number;
}

const ENTER = `
INSERT INTO due_times (shard, due_at, tick_count, accounted_at, worker_id, ${FACT_COLUMNS})
SELECT shard, $2::timestamptz, tick_count, accounted_at, id, ${WORKER_FACTS} FROM workers w WHERE id = $1`;

/** Due times are found by when they are due: an index by worker would be one more write for each tick. */
const leave = (where: string): string => `
WITH gone AS (
  DELETE FROM due_times d USING workers w
  WHERE w.id = $1 AND d.shard = w.shard AND d.worker_id = w.id ${where}
  RETURNING d.tick_count, d.accounted_at)
UPDATE workers w SET tick_count = gone.tick_count, accounted_at = gone.accounted_at
FROM gone WHERE w.id = $1 RETURNING w.id`;

const LEAVE_NEAR = leave('AND d.due_at = ANY($2::text[]::timestamptz[])');
/** Reads the index of a whole shard: some milliseconds among a million workers. */
const LEAVE_ANYWHERE = leave('');

/** A claim may be moving the row; it does so once in an interval. */
const TRIES = 5;

/** The worker is due at `dueAt`, epoch ms, and from then on. It must not be in the due set. */
export async function enterDueSet(
  run: RunStatement,
  workerId: string,
  dueAt: number,
): Promise<void> {
  await run(ENTER, [workerId, new Date(dueAt).toISOString()]);
}

/**
 * The worker is due no more. How far it has come is in its own row then. Looks where it should be at
 * `nowMs` (epoch ms, by any clock) first: at its last due time or one of the next two.
 */
export async function leaveDueSet(
  run: RunStatement,
  worker: ScheduledWorker,
  nowMs: number,
): Promise<void> {
  const schedule = scheduleOf(worker.id, worker.effectiveIntervalSeconds);
  const next = nextDueAfter(schedule, nowMs);
  const near = [-1, 0, 1].map((n) => new Date(next + n * schedule.intervalMs).toISOString());
  for (let tries = 0; tries < TRIES; tries += 1) {
    if ((await run(LEAVE_NEAR, [worker.id, near])).length > 0) return;
    if ((await run(LEAVE_ANYWHERE, [worker.id])).length > 0) return;
  }
  // It is not there, which is what was wanted.
}
