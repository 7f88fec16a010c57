import {
  tickIdOf,
  type LatenessCause,
  type OutcomeKind,
  type WorkerError,
} from '@aispinner/domain';
import type { Database, Transaction } from './database.ts';

/** A row of the ledger. */
export interface LedgerTick {
  readonly tickId: string;
  readonly number: number | null;
  readonly version: number;
  readonly dueAt: Date;
  readonly queuedAt: Date | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date;
  readonly latenessMs: number | null;
  readonly cause: LatenessCause | null;
  readonly parts: Readonly<Record<LatenessCause, number>> | null;
  readonly outcome: OutcomeKind;
  readonly reason: string | null;
  readonly error: WorkerError | null;
  readonly durationMs: number | null;
  readonly cpuMs: number | null;
  readonly count: number;
}

export interface TickFilter {
  readonly outcome: OutcomeKind | null;
  /** Due at or after it. */
  readonly since: Date | null;
  /** Due before it. */
  readonly before: Date | null;
  readonly limit: number;
}

/** The ledger, as it is read. Who may read which worker has been decided before. */
export class TickHistory {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Newest first; one more than `limit` if there are more. */
  list(tenantId: string, workerId: string, filter: TickFilter): Promise<LedgerTick[]> {
    return this.database.forTenant(tenantId, async (tx) => {
      const rows = await tx.tick.findMany({
        where: {
          workerId,
          tenantId,
          ...(filter.outcome === null ? {} : { outcome: filter.outcome }),
          dueAt: {
            ...(filter.since === null ? {} : { gte: filter.since }),
            ...(filter.before === null ? {} : { lt: filter.before }),
          },
        },
        orderBy: { dueAt: 'desc' },
        take: filter.limit + 1,
      });
      return rows.map(tickOf);
    });
  }
}

/** Of each worker, by its newest minute: all ticks of a minute are in one class, and so in one partition. */
const NEWEST = `
SELECT k.worker_id AS "workerId", k.due_at AS "dueAt", k.retention_days AS "retentionDays"
FROM unnest($1::text[]) AS w (id)
CROSS JOIN LATERAL (
  SELECT minute, retention_days FROM tick_minutes
  WHERE worker_id = w.id ORDER BY minute DESC LIMIT 1) m
CROSS JOIN LATERAL (
  SELECT worker_id, due_at, retention_days FROM ticks
  WHERE worker_id = w.id AND retention_days = m.retention_days
    AND due_at >= m.minute AND due_at < m.minute + interval '1 minute'
  ORDER BY due_at DESC LIMIT 1) k`;

/** The ledger's newest row of each worker that has one, by worker id. */
export async function lastTicksOf(
  tx: Transaction,
  workers: readonly { id: string }[],
): Promise<ReadonlyMap<string, LedgerTick>> {
  if (workers.length === 0) return new Map();
  const keys = await tx.$queryRawUnsafe<TickKeyOfClass[]>(
    NEWEST,
    workers.map(({ id }) => id),
  );
  if (keys.length === 0) return new Map();
  const rows = await tx.tick.findMany({ where: { OR: keys } });
  return new Map(rows.map((row) => [row.workerId, tickOf(row)]));
}

interface TickKeyOfClass {
  readonly workerId: string;
  readonly dueAt: Date;
  readonly retentionDays: number;
}

type TickRow = Awaited<ReturnType<Transaction['tick']['findMany']>>[number];

function tickOf(row: TickRow): LedgerTick {
  return {
    tickId: tickIdOf(row.workerId, row.dueAt.getTime()),
    number: row.number === null ? null : Number(row.number),
    version: row.version,
    dueAt: row.dueAt,
    queuedAt: row.queuedAt,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    latenessMs: row.latenessMs,
    cause: row.cause as LatenessCause | null,
    parts: row.parts as LedgerTick['parts'],
    outcome: row.outcome as OutcomeKind,
    reason: row.reason,
    error: row.error as WorkerError | null,
    durationMs: row.durationMs,
    cpuMs: row.cpuMs,
    count: row.count,
  };
}
