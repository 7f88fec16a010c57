import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { isUnavailable } from './database-errors.ts';
import { PrismaClient, type Prisma } from './generated/client.ts';

export interface DatabaseOptions {
  readonly url: string;
  /** Connections at most. */
  readonly poolSize: number;
  /** Shown in `pg_stat_activity`. */
  readonly name?: string;
  /**
   * Postgres ends a session that is silent in the middle of a transaction for so long, ms: a process
   * that was stopped there must not keep others from the rows that it holds. Default: never.
   */
  readonly silentInTransactionMs?: number;
}

/** Runs a statement in plain SQL inside the caller's transaction, and returns its rows. */
export type RunStatement = (text: string, values: readonly unknown[]) => Promise<readonly object[]>;

/** Queries inside one transaction. */
export type Transaction = Prisma.TransactionClient;

/**
 * The door to Postgres, for the repositories of this library. Whoever uses the library makes one,
 * hands it to repositories, and closes it.
 *
 * Each query goes through one of two ways in: `forTenant`, where the database itself hides every
 * other tenant's rows, or `system`, for what belongs to no tenant or to all: sign-in, scheduler,
 * recorder, retention.
 */
export interface Database {
  /** Everything, without row-level security. */
  system(): PrismaClient;
  /** One transaction over everything. Rolled back when `work` rejects. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * One transaction that sees and writes the tenant's rows only: a query that forgets to name its
   * tenant finds no foreign row, an insert of one fails. Of `users` it sees the members' id, email,
   * confirmedAt and createdAt (name them in `select`); sessions, bus and state are closed to it.
   */
  forTenant<T>(tenantId: string, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** One transaction in plain SQL, for row locks and bulk statements. Not scoped. */
  sql<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T>;
  /** The rows of one statement in plain SQL; one with a name is parsed and planned once. Not scoped. */
  rows<R extends pg.QueryResultRow>(
    statement: string | { readonly name: string; readonly text: string },
    values: readonly unknown[],
  ): Promise<R[]>;
  /** By the database's clock, epoch ms with a fraction. */
  clockMs(): Promise<number>;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Plain SQL inside the transaction, for statements that other ways into the database share. */
export function runIn(tx: Transaction): RunStatement {
  return (text, values) => tx.$queryRawUnsafe<object[]>(text, ...values);
}

/** Long enough for a deploy with its audit entry on a busy machine; a stuck one must not hold its locks. */
const TRANSACTION_LIMITS = { maxWait: 5_000, timeout: 15_000 } as const;

/** Connects on first use; a restarted server is found again by itself. */
export function createDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    idle_in_transaction_session_timeout: options.silentInTransactionMs ?? 0,
    application_name: options.name ?? 'aispinner',
  });
  // An idle connection that broke is dropped from the pool; the next query opens another.
  pool.on('error', () => undefined);
  return new PooledDatabase(pool);
}

class PooledDatabase implements Database {
  private readonly pool: pg.Pool;
  private prisma: PrismaClient | null = null;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  /** Made on first use: its query compiler takes some 50 MB, and scheduler and runner need none. */
  system(): PrismaClient {
    this.prisma ??= new PrismaClient({
      adapter: new PrismaPg(this.pool),
      transactionOptions: TRANSACTION_LIMITS,
    });
    return this.prisma;
  }

  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.system().$transaction(work);
  }

  forTenant<T>(tenantId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.system().$transaction(async (tx) => {
      // Both for this transaction only; the role is what makes the policies apply.
      await tx.$executeRaw`SELECT set_config('role', 'aispinner_tenant', true), set_config('aispinner.tenant_id', ${tenantId}, true)`;
      return work(tx);
    });
  }

  async sql<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    // While a connection is out of the pool nobody else listens for its end.
    const broken = (): void => undefined;
    client.on('error', broken);
    let failure: unknown = null;
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      failure = error;
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.off('error', broken);
      // Not used again after a failure that may have been the connection's own.
      client.release(failure !== null && isUnavailable(failure));
    }
  }

  async rows<R extends pg.QueryResultRow>(
    statement: string | { readonly name: string; readonly text: string },
    values: readonly unknown[],
  ): Promise<R[]> {
    const query = typeof statement === 'string' ? { text: statement } : statement;
    return (await this.pool.query<R>({ ...query, values: [...values] })).rows;
  }

  async clockMs(): Promise<number> {
    const [row] = await this.rows<{ ms: number }>(
      'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS ms',
      [],
    );
    return row?.ms ?? 0;
  }

  async ping(): Promise<void> {
    await this.pool.query('SELECT 1');
  }

  async close(): Promise<void> {
    await this.prisma?.$disconnect();
    await this.pool.end();
  }
}
