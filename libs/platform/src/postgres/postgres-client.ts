import { Pool, type PoolClient, type QueryResultRow } from 'pg';
import type { Logger } from '../logger.ts';
import { retry } from '../retry.ts';
import { isTransientPostgresError } from './postgres-fault.ts';

export type ServiceLog = Pick<Logger, 'debug' | 'warn' | 'error'>;

export const NO_LOG: ServiceLog = {
  debug: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export interface PostgresOptions {
  readonly databaseUrl: string;
  /** Connections at most (default 5), opened as they are needed. */
  readonly poolSize?: number;
  /** How long `insist` and `transact` go on trying while the server is away, ms. */
  readonly retryForMs: number;
  /** Shown by the server beside the connections. */
  readonly applicationName: string;
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
 * In a statement, makes its commit not wait for the disk: for what a crash may undo without harm,
 * such as a claim.
 */
export const DISK_MAY_WAIT = `set_config('synchronous_commit', 'off', true)`;

/** A pool that outlives its server. */
export class PostgresClient {
  private readonly pool: Pool;
  private readonly retryForMs: number;
  private readonly closing = new AbortController();

  constructor(options: PostgresOptions) {
    const { applicationName, log } = options;
    this.retryForMs = options.retryForMs;
    this.pool = new Pool({
      connectionString: options.databaseUrl,
      max: options.poolSize ?? 5,
      application_name: applicationName,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 10_000,
      query_timeout: 11_000,
      keepAlive: true,
      // A statement is planned once for each connection. Planned while its table was empty, as queues often
      // are, it would read the whole of it ever after; there is an index for each.
      options: '-c enable_seqscan=off',
    });
    // A connection that breaks says so twice: to the pool when idle, on itself when in use. Without
    // listeners either would end the process.
    this.pool.on('error', (err) => log?.warn({ err, applicationName }, 'idle connection lost'));
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** Tries once: for loops that come back anyway. Rejects with what the driver threw. */
  async query<R extends QueryResultRow>(
    statement: Statement,
    values: readonly unknown[],
  ): Promise<R[]> {
    const result = await this.pool.query<R>({ ...statement, values: [...values] });
    return result.rows;
  }

  /**
   * Tries again while the server is away, at most `forMs` (default: the client's own). The statement
   * must bear being run twice. Rejects with `InfraError`.
   */
  insist<R extends QueryResultRow>(
    statement: Statement,
    values: readonly unknown[],
    forMs = this.retryForMs,
  ): Promise<R[]> {
    return this.retry(statement.name, forMs, () => this.query<R>(statement, values));
  }

  /** Runs `work` in one transaction, from its start again where it failed in passing. */
  transact<T>(what: string, work: (run: Run) => Promise<T>): Promise<T> {
    return this.retry(what, this.retryForMs, async () => {
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

  private retry<T>(what: string, forMs: number, operation: () => Promise<T>): Promise<T> {
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
