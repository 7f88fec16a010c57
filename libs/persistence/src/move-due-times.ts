import type pg from 'pg';
import { FACT_COLUMNS } from './learn-changes.ts';
import type { Decision, DueRow } from './decide-due-worker.ts';

/**
 * Taken away and put back, not updated: rows that are due together come to lie on the same pages, so
 * that the next claim of them reads and writes few.
 */
const MOVE = {
  name: 'move due times',
  text: `
WITH taken AS (
  DELETE FROM due_times WHERE ctid = ANY($1::text[]::tid[]) RETURNING ctid AS place, *
), put AS (
  INSERT INTO due_times (shard, due_at, tick_count, accounted_at, worker_id, ${FACT_COLUMNS})
  SELECT t.shard, u.due_at, u.tick_count, u.accounted_at, t.worker_id, ${FACT_COLUMNS}
  FROM unnest($2::text[]::tid[], $3::timestamptz[], $4::bigint[], $5::timestamptz[])
    AS u (place, due_at, tick_count, accounted_at) JOIN taken t ON t.place = u.place
  ORDER BY due_at
)
INSERT INTO ticks_in_flight (worker_id, due_at, since, number, version, activation, unclean)
SELECT id, due_at, $6::timestamptz, number, version, activation, unclean
FROM unnest($7::text[], $8::timestamptz[], $9::bigint[], $10::int[], $11::int[], $12::bool[])
  AS u (id, due_at, number, version, activation, unclean)`,
};

/**
 * Puts each claimed worker where it is due next, notes what was sent, and drops the due times at
 * `orphans`. The rows are locked by the transaction of `client`.
 */
export async function moveDueTimes<M>(
  client: pg.ClientBase,
  nowMs: number,
  claimed: readonly (Decision<M> & { readonly row: DueRow })[],
  orphans: readonly string[],
): Promise<void> {
  if (claimed.length === 0 && orphans.length === 0) return;
  const sent = claimed.flatMap(({ row, sent }) => (sent === null ? [] : [{ row, ...sent }]));
  const values = [
    [...claimed.map(({ row }) => row.place), ...orphans],
    claimed.map(({ row }) => row.place),
    claimed.map(({ nextDueAt }) => new Date(nextDueAt)),
    claimed.map(({ row, sent }) => Number(row.tickCount) + (sent === null ? 0 : 1)),
    claimed.map(accountedAt),
    new Date(nowMs),
    sent.map(({ row }) => row.workerId),
    sent.map(({ dueAt }) => new Date(dueAt)),
    sent.map(({ row }) => Number(row.tickCount) + 1),
    sent.map(({ row }) => row.version),
    sent.map(({ row }) => row.activation),
    sent.map(({ row }) => row.unclean),
  ];
  await client.query({ ...MOVE, values });
}

function accountedAt<M>({
  row,
  sent,
  notRun,
}: Decision<M> & { readonly row: DueRow }): Date | null {
  const newest = sent?.dueAt ?? notRun.at(-1)?.dueAt;
  return newest === undefined ? row.accountedAt : new Date(newest);
}
