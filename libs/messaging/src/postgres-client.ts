import { isTransientPostgresError, retry, type Logger } from '@aispinner/platform';
import { Pool, type QueryResultRow } from 'pg';

export type BusLog = Pick<Logger, 'debug' | 'warn' | 'error'>;

export const NO_LOG: BusLog = {
  debug: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export interface PostgresMessagingOptions {
  readonly databaseUrl: string;
  /** Connections at most (default 5), beside the one that listens; opened as they are needed. */
  readonly poolSize?: number;
  /** How long a publish goes on trying while the server is away, in ms (default 60,000). */
  readonly retryForMs?: number;
  readonly log?: BusLog;
}

/** Prepared once on each connection under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

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

  constructor(options: PostgresMessagingOptions) {
    const log = options.log ?? NO_LOG;
    this.retryForMs = options.retryForMs ?? 60_000;
    this.pool = new Pool({
      connectionString: options.databaseUrl,
      max: options.poolSize ?? 5,
      application_name: 'aispinner messaging',
      connectionTimeoutMillis: 5_000,
      statement_timeout: 10_000,
      query_timeout: 11_000,
      keepAlive: true,
    });
    // A connection that breaks says so twice: to the pool when idle, on itself when in use. Without
    // listeners either would end the process.
    this.pool.on('error', (err) => log.warn({ err }, 'idle bus connection lost'));
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
    return retry(statement.name, () => this.query<R>(statement, values), {
      forMs,
      isTransient: isTransientPostgresError,
      signal: this.closing.signal,
    });
  }

  /** Calls that wait for the server give up; those under way end. */
  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.pool.end();
  }
}
