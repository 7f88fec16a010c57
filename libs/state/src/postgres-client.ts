import { isTransientPostgresError, retry, type Logger } from '@aispinner/platform';
import { Pool, type PoolClient, type QueryResultRow } from 'pg';

export interface PostgresStateOptions {
  readonly databaseUrl: string;
  /** Connections at most (default 5), opened as they are needed. */
  readonly poolSize?: number;
  /** How long a call goes on trying while the server is away, in ms (default 30,000). */
  readonly retryForMs?: number;
  readonly log?: Pick<Logger, 'warn'>;
}

/** Prepared once on each connection under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Runs one statement inside a transaction. */
export type Run = <R extends QueryResultRow>(
  statement: Statement,
  values: readonly unknown[],
) => Promise<R[]>;

/**
 * A pool that outlives its server. Every call is tried again while the server is away, so each must
 * bear being run twice.
 */
export class PostgresClient {
  private readonly pool: Pool;
  private readonly retryForMs: number;
  private readonly closing = new AbortController();

  constructor(options: PostgresStateOptions) {
    this.retryForMs = options.retryForMs ?? 30_000;
    this.pool = new Pool({
      connectionString: options.databaseUrl,
      max: options.poolSize ?? 5,
      application_name: 'aispinner state',
      connectionTimeoutMillis: 5_000,
      statement_timeout: 10_000,
      query_timeout: 11_000,
      keepAlive: true,
    });
    // A connection that breaks says so twice: to the pool when idle, on itself when in use. Without
    // listeners either would end the process.
    this.pool.on('error', (err) => options.log?.warn({ err }, 'idle state connection lost'));
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** Rejects with `InfraError` once `forMs` (default: the client's own) is over. */
  query<R extends QueryResultRow>(
    statement: Statement,
    values: readonly unknown[],
    forMs = this.retryForMs,
  ): Promise<R[]> {
    return this.insist(statement.name, forMs, async () => {
      const result = await this.pool.query<R>({ ...statement, values: [...values] });
      return result.rows;
    });
  }

  /** Runs `work` in one transaction, from its start again where it failed in passing. */
  transact<T>(what: string, work: (run: Run) => Promise<T>): Promise<T> {
    return this.insist(what, this.retryForMs, async () => {
      const client = await this.pool.connect();
      try {
        await client.query('begin');
        const result = await work(runOn(client));
        await client.query('commit');
        client.release();
        return result;
      } catch (error) {
        // Closing the connection ends its transaction, in whatever state it is.
        client.release(true);
        throw error;
      }
    });
  }

  /** Calls that wait for the server give up; those under way end. */
  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.pool.end();
  }

  private insist<T>(what: string, forMs: number, operation: () => Promise<T>): Promise<T> {
    return retry(what, operation, {
      forMs,
      isTransient: isTransientPostgresError,
      signal: this.closing.signal,
    });
  }
}

function runOn(client: PoolClient): Run {
  return async <R extends QueryResultRow>(statement: Statement, values: readonly unknown[]) => {
    const result = await client.query<R>({ ...statement, values: [...values] });
    return result.rows;
  };
}
