import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';

export interface StoredLogLine {
  /** Grows with each line stored; a string, for it may be larger than a number holds. */
  readonly id: string;
  readonly at: Date;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly tickId: string;
  readonly version: number;
}

export interface LogFilter {
  /** Null: every level. */
  readonly levels: readonly string[] | null;
  /** Lines that hold it, in any case. */
  readonly text: string | null;
}

interface LineRow extends Omit<StoredLogLine, 'id'> {
  id: bigint;
}

const LINE = Prisma.sql`id, at, level, message, tick_id AS "tickId", version`;

/** The logs of a worker, as they are read. Who may read which worker has been decided before. */
export class LogHistory {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Newest first, those before the id `before`; one more than `limit` if there are more. */
  list(
    tenantId: string,
    workerId: string,
    filter: LogFilter & { since: Date | null; before: string | null; limit: number },
  ): Promise<StoredLogLine[]> {
    return this.read(
      tenantId,
      Prisma.sql`${this.matching(tenantId, workerId, filter)}
        ${filter.since === null ? Prisma.empty : Prisma.sql`AND at >= ${filter.since}`}
        ${filter.before === null ? Prisma.empty : Prisma.sql`AND id < ${BigInt(filter.before)}`}
      ORDER BY id DESC LIMIT ${filter.limit + 1}`,
    );
  }

  /** Oldest first, those after the id `after`, `limit` at most. */
  after(
    tenantId: string,
    workerId: string,
    filter: LogFilter & { after: string; limit: number },
  ): Promise<StoredLogLine[]> {
    return this.read(
      tenantId,
      Prisma.sql`${this.matching(tenantId, workerId, filter)}
        AND id > ${BigInt(filter.after)}
      ORDER BY id LIMIT ${filter.limit}`,
    );
  }

  /** The id of the worker's newest line, `0` if it has none. */
  async newestId(tenantId: string, workerId: string): Promise<string> {
    const [row] = await this.database.forTenant(
      tenantId,
      (tx) => tx.$queryRaw<{ id: bigint | null }[]>`
        SELECT max(id) AS id FROM log_lines
        WHERE worker_id = ${workerId} AND tenant_id = ${tenantId}`,
    );
    return String(row?.id ?? 0n);
  }

  private matching(tenantId: string, workerId: string, filter: LogFilter): Prisma.Sql {
    const pattern = filter.text === null ? null : `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`;
    return Prisma.sql`SELECT ${LINE} FROM log_lines
      WHERE worker_id = ${workerId} AND tenant_id = ${tenantId}
        ${filter.levels === null ? Prisma.empty : Prisma.sql`AND level = ANY(${[...filter.levels]})`}
        ${pattern === null ? Prisma.empty : Prisma.sql`AND message ILIKE ${pattern}`}`;
  }

  private async read(tenantId: string, query: Prisma.Sql): Promise<StoredLogLine[]> {
    const rows = await this.database.forTenant(tenantId, (tx) => tx.$queryRaw<LineRow[]>(query));
    return rows.map((row) => ({ ...row, id: String(row.id) }));
  }
}
