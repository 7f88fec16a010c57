import type pg from 'pg';
import type { TickRecord } from './tick-record.ts';

/** What tells a row of the ledger from all others. */
export interface TickKey {
  readonly workerId: string;
  readonly dueAt: number;
}

/**
 * How long a tick is kept, in days: as its plan says, and as it said when the first tick of the same
 * minute was written. That of a tenant that is gone a day.
 */
const RETENTION_DAYS = `coalesce(m.retention_days,
    greatest(1, ceil(coalesce(p.tick_retention_hours, 24) / 24.0))::int)`;

/** Of the parts of lateness, as one column each: the sum, then the largest. */
const PARTS = ['scheduler', 'queue', 'predecessor', 'sandbox', 'cold_start'] as const;
const partSums = PARTS.map((p) => `coalesce(sum((parts ->> '${p}')::float8), 0)`).join(', ');
const partMaxima = PARTS.map((p) => `max((parts ->> '${p}')::float8)`).join(', ');
const count = (outcome: string): string =>
  `coalesce(sum(count) FILTER (WHERE outcome = '${outcome}'), 0)`;
const add = (columns: readonly string[]): string =>
  columns.map((c) => `${c} = m.${c} + excluded.${c}`).join(', ');
const raise = (columns: readonly string[]): string =>
  columns.map((c) => `${c} = greatest(m.${c}, excluded.${c})`).join(', ');
const join = (columns: readonly string[]): string =>
  columns.map((c) => `${c} = m.${c} || excluded.${c}`).join(', ');

const COUNTS = ['ok', 'error', 'timeout', 'killed', 'skipped', 'faults'];
const PART_SUMS = PARTS.map((p) => `${p}_ms`);
const PART_MAXIMA = PARTS.map((p) => `${p}_max_ms`);

/**
 * One statement, so that ticks and roll-ups cannot part: only what was written is counted.
 *
 * An array for each column: unlike json_to_recordset that leaves the text of `error` unread, which may
 * hold escapes that Postgres would not turn into text. Everything is written in one order everywhere:
 * two writers of the same rows wait for each other, never in a circle.
 *
 * A due time must have one row, but the key of a partitioned table holds the class too. So the class is
 * settled once for each minute of a worker: an outcome that comes again after the plan has changed
 * still meets its row.
 */
const INSERT = `
WITH given AS (
  SELECT r.*, ${RETENTION_DAYS} AS retention_days
  FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::int[], $6::bigint[],
    $7::text[], $8::text[], $9::json[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[],
    $13::float8[], $14::text[], $15::jsonb[], $16::float8[], $17::float8[], $18::int[])
    AS r (worker_id, due_at, tenant_id, workspace_id, version, number, outcome, reason, error,
      queued_at, started_at, ended_at, lateness_ms, cause, parts, duration_ms, cpu_ms, count)
  LEFT JOIN tenants t ON t.id = r.tenant_id LEFT JOIN plans p ON p.id = t.plan_id
  LEFT JOIN tick_minutes m ON m.worker_id = r.worker_id
    AND m.minute = date_bin('1 minute', r.due_at, 'epoch')
), written AS (
  INSERT INTO ticks AS k (worker_id, due_at, tenant_id, workspace_id, version, number, outcome, reason,
    error, queued_at, started_at, ended_at, lateness_ms, cause, parts, duration_ms, cpu_ms, count,
    retention_days)
  SELECT * FROM given
  ORDER BY due_at, worker_id
  ON CONFLICT DO NOTHING
  RETURNING k.worker_id, k.due_at, k.tenant_id, k.workspace_id, k.outcome, k.reason, k.lateness_ms,
    k.parts, k.duration_ms, k.cpu_ms, k.count, k.retention_days
), rolled_up AS (
  INSERT INTO tick_minutes AS m (worker_id, minute, tenant_id, workspace_id, retention_days,
    ${COUNTS.join(', ')}, lateness_buckets, lateness_max_ms, ${PART_SUMS.join(', ')}, ${PART_MAXIMA.join(', ')},
    duration_buckets, duration_max_ms, duration_ms, cpu_ms)
  SELECT worker_id, date_bin('1 minute', due_at, 'epoch') AS minute, min(tenant_id), min(workspace_id),
    min(retention_days), ${count('ok')}, ${count('error')}, ${count('timeout')}, ${count('killed')}, ${count('skipped')},
    count(*) FILTER (WHERE outcome IN ('error', 'timeout') OR (outcome = 'killed'
      AND reason IS DISTINCT FROM 'runner_lost' AND reason IS DISTINCT FROM 'shutdown')),
    coalesce(array_agg(aispinner_bucket(lateness_ms)) FILTER (WHERE lateness_ms IS NOT NULL), '{}'),
    max(lateness_ms), ${partSums}, ${partMaxima},
    coalesce(array_agg(aispinner_bucket(duration_ms)) FILTER (WHERE duration_ms IS NOT NULL), '{}'),
    max(duration_ms), coalesce(sum(duration_ms), 0), coalesce(sum(cpu_ms), 0)
  FROM written GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (worker_id, minute) DO UPDATE SET
    ${add([...COUNTS, ...PART_SUMS, 'duration_ms', 'cpu_ms'])},
    ${raise(['lateness_max_ms', 'duration_max_ms', ...PART_MAXIMA])},
    ${join(['lateness_buckets', 'duration_buckets'])}
)
SELECT worker_id AS "workerId", due_at AS "dueAt" FROM written`;

/**
 * Writes what is not there yet, with its roll-ups, and returns the keys of what it wrote: a due time
 * has one row, and the first one stands. Whoever calls it holds the rows of the workers, so that a
 * worker's records are written one after the other.
 */
export async function insertTicks(
  client: pg.ClientBase,
  records: readonly TickRecord[],
): Promise<TickKey[]> {
  if (records.length === 0) return [];
  const { rows } = await client.query<{ workerId: string; dueAt: Date }>({
    // Planned once a connection: planning takes longer than writing a few rows.
    name: 'insert ticks',
    text: INSERT,
    values: columnsOf(records),
  });
  return rows.map((row) => ({ workerId: row.workerId, dueAt: row.dueAt.getTime() }));
}

function columnsOf(records: readonly TickRecord[]): unknown[] {
  return [
    records.map((r) => r.workerId),
    records.map((r) => new Date(r.dueAt)),
    records.map((r) => r.tenantId),
    records.map((r) => r.workspaceId),
    records.map((r) => r.version),
    records.map((r) => r.number),
    records.map((r) => r.outcome),
    records.map((r) => r.reason),
    records.map((r) => jsonOf(r.error)),
    records.map((r) => instantOf(r.queuedAt)),
    records.map((r) => instantOf(r.startedAt)),
    records.map((r) => new Date(r.endedAt)),
    records.map((r) => r.latenessMs),
    records.map((r) => r.cause),
    records.map((r) => jsonOf(r.parts)),
    records.map((r) => r.durationMs),
    records.map((r) => r.cpuMs),
    records.map((r) => r.count),
  ];
}

function jsonOf(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

function instantOf(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
