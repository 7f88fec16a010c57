import type pg from 'pg';
import type { DueRow } from './decide-due-worker.ts';

/** What a due time knows of its worker, from `workers w`: in the order of the columns of `due_times`. */
export const WORKER_FACTS = `w.tenant_id, w.workspace_id, w.name AS worker_name, w.version, w.activation,
  w.isolation, w.effective_interval_seconds AS interval_seconds, w.backing_off_until,
  w.consecutive_errors > 0 OR w.sandboxes_lost > 0 OR w.backing_off_until IS NOT NULL AS unclean`;

export const FACT_COLUMNS = `tenant_id, workspace_id, worker_name, version, activation, isolation,
  interval_seconds, backing_off_until, unclean`;

const LEARN = `
UPDATE due_times d SET (${FACT_COLUMNS}) = (SELECT ${WORKER_FACTS} FROM workers w WHERE w.id = d.worker_id)
WHERE d.ctid = ANY($1::text[]::tid[])
RETURNING d.worker_id AS "workerId", d.ctid AS place`;

const FORGET = `
DELETE FROM worker_changes c USING unnest($1::text[], $2::bigint[]) AS seen (worker_id, number)
WHERE c.worker_id = seen.worker_id AND c.number = seen.number`;

/**
 * Has the due times of `rows`, which the transaction has locked, know their workers as they are now, and
 * takes away the changes that were seen: a later one is seen by the next claim. Returns the rows at
 * their places of then.
 */
export async function learnChanges(
  client: pg.ClientBase,
  rows: readonly DueRow[],
): Promise<readonly DueRow[]> {
  const stale = rows.filter((row) => row.changes !== null || row.learns);
  if (stale.length === 0) return rows;
  const { rows: learned } = await client.query<{ workerId: string; place: string }>(LEARN, [
    stale.map(({ place }) => place),
  ]);
  await forgetChanges(client, stale);
  const places = new Map(learned.map(({ workerId, place }) => [workerId, place]));
  return rows.map((row) => ({ ...row, place: places.get(row.workerId) ?? row.place }));
}

/** Takes away the changes that were seen. */
export async function forgetChanges(
  client: pg.ClientBase,
  rows: readonly Pick<DueRow, 'workerId' | 'changes'>[],
): Promise<void> {
  const seen = rows.flatMap(({ workerId, changes }) =>
    (changes ?? []).map((number) => ({ workerId, number })),
  );
  if (seen.length === 0) return;
  await client.query(FORGET, [seen.map((s) => s.workerId), seen.map((s) => s.number)]);
}
