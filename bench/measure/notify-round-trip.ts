import pg from 'pg';

const CHANNEL = 'bench_round_trip';

/**
 * From `NOTIFY` on one connection to its arrival on another, in ms, one after the other: the least
 * that a message through this Postgres costs. `pauseMs` between two spreads them over the run.
 */
export async function notifyRoundTrips(
  databaseUrl: string,
  options: { pauseMs: number; signal: AbortSignal },
): Promise<number[]> {
  const sender = new pg.Client({ connectionString: databaseUrl });
  const receiver = new pg.Client({ connectionString: databaseUrl });
  await Promise.all([sender.connect(), receiver.connect()]);
  const took: number[] = [];
  try {
    await receiver.query(`LISTEN ${CHANNEL}`);
    while (!options.signal.aborted) {
      const arrived = new Promise<void>((resolve) =>
        receiver.once('notification', () => resolve()),
      );
      const sentAt = performance.now();
      await sender.query(`SELECT pg_notify($1, 'x')`, [CHANNEL]);
      await arrived;
      took.push(performance.now() - sentAt);
      await new Promise((resolve) => setTimeout(resolve, options.pauseMs));
    }
  } finally {
    await Promise.all([sender.end(), receiver.end()]);
  }
  return took;
}
