import type {
  KillReason,
  LatenessCause,
  OutcomeKind,
  SkipReason,
  WorkerError,
} from '@aispinner/domain';
import type pg from 'pg';

/** How a tick ended, on its way into the ledger. Instants are epoch ms. */
export interface TickRecord {
  readonly tenantId: string;
  readonly workspaceId: string;
  readonly workerId: string;
  readonly version: number;
  readonly number: number | null;
  readonly outcome: OutcomeKind;
  readonly reason: SkipReason | KillReason | null;
  readonly error: WorkerError | null;
  readonly dueAt: number;
  readonly queuedAt: number | null;
  readonly startedAt: number | null;
  readonly endedAt: number;
  readonly latenessMs: number | null;
  readonly cause: LatenessCause | null;
  readonly parts: Readonly<Record<LatenessCause, number>> | null;
  readonly durationMs: number | null;
  readonly cpuMs: number | null;
  /** Due times that a `missed` row stands for; else 1. */
  readonly count: number;
}

/** A due time that was not run. */
export function skippedTick(
  worker: Pick<TickRecord, 'tenantId' | 'workspaceId' | 'workerId' | 'version'>,
  skip: { dueAt: number; reason: SkipReason; now: number; count?: number },
): TickRecord {
  return {
    tenantId: worker.tenantId,
    workspaceId: worker.workspaceId,
    workerId: worker.workerId,
    version: worker.version,
    number: null,
    outcome: 'skipped',
    reason: skip.reason,
    error: null,
    dueAt: skip.dueAt,
    queuedAt: null,
    startedAt: null,
    endedAt: skip.now,
    latenessMs: null,
    cause: null,
    parts: null,
    durationMs: null,
    cpuMs: null,
    count: skip.count ?? 1,
  };
}

/** What tells a row of the ledger from all others. */
export interface TickKey {
  readonly workerId: string;
  readonly dueAt: number;
}

// An array for each column: unlike json_to_recordset that leaves the text of `error` unread, which may
// hold escapes that Postgres would not turn into text.
const INSERT = `
INSERT INTO ticks (worker_id, due_at, tenant_id, workspace_id, version, number, outcome, reason, error,
  queued_at, started_at, ended_at, lateness_ms, cause, parts, duration_ms, cpu_ms, count)
SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::int[], $6::bigint[],
  $7::text[], $8::text[], $9::json[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[],
  $13::float8[], $14::text[], $15::jsonb[], $16::float8[], $17::float8[], $18::int[])
ON CONFLICT (worker_id, due_at) DO NOTHING
RETURNING worker_id AS "workerId", due_at AS "dueAt"`;

/**
 * Writes what is not there yet, and returns the keys of what it wrote: a due time has one row, and
 * the first one stands.
 */
export async function insertTicks(
  client: pg.ClientBase,
  records: readonly TickRecord[],
): Promise<TickKey[]> {
  if (records.length === 0) return [];
  // In one order everywhere: two writers of the same rows wait for each other, never in a circle.
  const sorted = [...records].sort(
    (a, b) => a.dueAt - b.dueAt || (a.workerId < b.workerId ? -1 : 1),
  );
  const { rows } = await client.query<{ workerId: string; dueAt: Date }>(INSERT, columnsOf(sorted));
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
