import type pg from 'pg';
import {
  nameOf,
  partitionOf,
  planTickPartitions,
  type TickPartition,
} from './tick-partition-plan.ts';

/** The class table of a retention, and where its rows lie for which no partition was made. */
const classOf = (days: number): string => `ticks_${days}d`;
const restOf = (days: number): string => `ticks_${days}d_rest`;

/**
 * Attaching and dropping lock a table that ticks are written to: rather come again than have every
 * scheduler wait behind somebody's long query.
 */
const LOCK_TIMEOUT = `SET LOCAL lock_timeout = '2s'`;

const CLASSES = `
SELECT DISTINCT greatest(1, ceil(tick_retention_hours / 24.0))::int AS days FROM plans ORDER BY 1`;

const CHILDREN = `
SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
  JOIN pg_class p ON p.oid = i.inhparent
WHERE p.relnamespace = current_schema()::regnamespace AND (p.relname = 'ticks' OR p.relname ~ '^ticks_\\d+d$')`;

/** One step towards the partitions that there should be; each is a transaction of its own. */
export type PartitionStep =
  | { readonly kind: 'create'; readonly partition: TickPartition }
  | { readonly kind: 'drop'; readonly partition: TickPartition };

/** What is to be done: partitions are made for `createMs` and after, and dropped as of `dropMs`. */
export async function partitionSteps(
  client: pg.ClientBase,
  now: { readonly createMs: number; readonly dropMs: number },
): Promise<PartitionStep[]> {
  const classes = await client.query<{ days: number }>(CLASSES);
  const names = (await client.query<{ name: string }>(CHILDREN)).rows.map((row) => row.name);
  const { create, drop } = planTickPartitions(
    classes.rows.map((row) => row.days),
    names.flatMap((name) => partitionOf(name) ?? []),
    now,
  );
  return [
    ...create.map((partition) => ({ kind: 'create', partition }) as const),
    ...drop.map((partition) => ({ kind: 'drop', partition }) as const),
  ];
}

/** Carries a step out within the transaction of `client`. Rejects where a lock is not to be had. */
export async function takeStep(client: pg.ClientBase, step: PartitionStep): Promise<void> {
  await client.query(LOCK_TIMEOUT);
  if (step.kind === 'drop') await client.query(`DROP TABLE IF EXISTS ${nameOf(step.partition)}`);
  else await create(client, step.partition);
}

async function create(client: pg.ClientBase, partition: TickPartition): Promise<void> {
  const days = partition.retentionDays;
  // Another scheduler may have taken the same step since it was planned.
  if (await exists(client, nameOf(partition))) return;
  await createClass(client, days);
  await attach(client, {
    name: nameOf(partition),
    parent: classOf(days),
    rest: restOf(days),
    mine: `due_at >= '${instantText(partition.fromMs)}' AND due_at < '${instantText(partition.toMs)}'`,
    bounds: `FROM ('${instantText(partition.fromMs)}') TO ('${instantText(partition.toMs)}')`,
    by: '',
  });
}

async function createClass(client: pg.ClientBase, days: number): Promise<void> {
  if (await exists(client, classOf(days))) return;
  await client.query(`CREATE TABLE ${restOf(days)} (LIKE ticks INCLUDING ALL)`);
  await attach(client, {
    name: classOf(days),
    parent: 'ticks',
    rest: 'ticks_rest',
    mine: `retention_days = ${days}`,
    bounds: `IN (${days})`,
    by: ' PARTITION BY RANGE (due_at)',
    defaultOfIt: restOf(days),
  });
}

async function exists(client: pg.ClientBase, table: string): Promise<boolean> {
  const found = await client.query<{ there: boolean }>(
    'SELECT to_regclass($1) IS NOT NULL AS there',
    [table],
  );
  return found.rows[0]?.there === true;
}

/**
 * Makes a table, moves into it the rows that lie in `rest` and belong to it, and attaches it. Attaching
 * locks the parent less than making it as a partition would: writers go on meanwhile.
 */
async function attach(
  client: pg.ClientBase,
  part: {
    name: string;
    parent: string;
    rest: string;
    mine: string;
    bounds: string;
    by: string;
    defaultOfIt?: string;
  },
): Promise<void> {
  const { name, parent, rest, mine, bounds, by, defaultOfIt } = part;
  await client.query(`CREATE TABLE ${name} (LIKE ${parent} INCLUDING ALL)${by}`);
  if (defaultOfIt !== undefined) {
    await client.query(`ALTER TABLE ${name} ATTACH PARTITION ${defaultOfIt} DEFAULT`);
  }
  await client.query(`LOCK TABLE ${rest} IN ACCESS EXCLUSIVE MODE`);
  await client.query(
    `WITH moved AS (DELETE FROM ${rest} WHERE ${mine} RETURNING *) INSERT INTO ${name} SELECT * FROM moved`,
  );
  await client.query(`ALTER TABLE ${parent} ATTACH PARTITION ${name} FOR VALUES ${bounds}`);
}

/**
 * Deletes at most `limit` rows that lie in no partition by time and are over at `nowMs` (epoch ms);
 * returns how many. There are such after a long pause, or from before there were partitions.
 */
export async function removeFromRest(
  client: pg.ClientBase,
  nowMs: number,
  limit: number,
): Promise<number> {
  const names = (await client.query<{ name: string }>(CHILDREN)).rows.map((row) => row.name);
  let removed = 0;
  for (const rest of names.filter((name) => name.endsWith('_rest'))) {
    if (removed >= limit) break;
    const { rowCount } = await client.query(
      `DELETE FROM ${rest} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${rest}
         WHERE due_at < $1::timestamptz - retention_days * interval '1 day' LIMIT $2))`,
      [new Date(nowMs), limit - removed],
    );
    removed += rowCount ?? 0;
  }
  return removed;
}

function instantText(ms: number): string {
  return new Date(ms).toISOString();
}
