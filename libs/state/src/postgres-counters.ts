import type { PostgresClient, Statement } from '@aispinner/platform/postgres';
import type { Counters } from './counters.ts';

/** A window begins with the first count after the last one ended. */
const ADD: Statement = {
  name: 'counter add',
  text: `
    insert into rate_counters as c (key, total, reset_at)
    values ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
    on conflict (key) do update set
      total = case when c.reset_at > clock_timestamp() then c.total else 0 end + excluded.total,
      reset_at =
        case when c.reset_at > clock_timestamp() then c.reset_at else excluded.reset_at end
    returning total, reset_at, set_config('synchronous_commit', 'off', true)`,
};

const SWEEP: Statement = {
  name: 'counters sweep',
  text: `delete from rate_counters where reset_at < clock_timestamp()`,
};

const SWEEP_EVERY_MS = 60_000;
/** Whoever is asking waits for the count: better no answer than a late one. */
const RETRY_FOR_MS = 5_000;

/** A count may be lost with a crash of the server, or counted twice by a retry: neither matters here. */
export class PostgresCounters implements Counters {
  private readonly db: PostgresClient;
  private sweptAt = performance.now();

  constructor(db: PostgresClient) {
    this.db = db;
  }

  async add(
    key: string,
    amount: number,
    windowMs: number,
  ): Promise<{ total: number; resetAtMs: number }> {
    const [row] = await this.db.insist<{ total: string; reset_at: Date }>(
      ADD,
      [key, amount, windowMs],
      RETRY_FOR_MS,
    );
    await this.sweep();
    return { total: Number(row?.total), resetAtMs: Number(row?.reset_at) };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Keys name addresses and users that may never come again. */
  private async sweep(): Promise<void> {
    if (performance.now() - this.sweptAt < SWEEP_EVERY_MS) return;
    this.sweptAt = performance.now();
    await this.db.insist(SWEEP, [], 0).catch(() => undefined);
  }
}
