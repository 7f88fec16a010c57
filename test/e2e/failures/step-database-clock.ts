import pg from 'pg';
import { eventually } from '@aispinner/testing';

/** Where new tables go stays `public`; this stands before `pg_catalog`, for the sessions that begin. */
const SCHEMA = 'stepped_clock';

/**
 * Does something while the clock of a database can be set: `step` puts it ahead of the real one by so
 * many ms (negative: behind). It is what `clock_timestamp()` and `now()` say to every session that
 * begins from here on; those that are open are ended, here and when the clock is right again.
 */
export async function withDatabaseClock(
  databaseUrl: string,
  work: (step: (aheadMs: number) => Promise<void>) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const database = client.escapeIdentifier(client.database ?? '');
  const step = async (aheadMs: number): Promise<void> => {
    const shift = `interval '${aheadMs} ms'`;
    await client.query(
      ['clock_timestamp', 'now']
        .map(
          (name) =>
            `CREATE OR REPLACE FUNCTION ${SCHEMA}.${name}() RETURNS timestamptz ` +
            `LANGUAGE sql VOLATILE AS 'SELECT pg_catalog.${name}() + ${shift.replaceAll("'", "''")}';`,
        )
        .join('\n'),
    );
  };
  try {
    await client.query(`CREATE SCHEMA ${SCHEMA}; GRANT USAGE ON SCHEMA ${SCHEMA} TO PUBLIC`);
    await step(0);
    await client.query(
      `ALTER DATABASE ${database} SET search_path = public, ${SCHEMA}, pg_catalog`,
    );
    await endSessions(client);
    await work(step);
  } finally {
    await step(0);
    await client.query(`ALTER DATABASE ${database} RESET search_path`);
    await endSessions(client);
    await client.query(`DROP SCHEMA ${SCHEMA} CASCADE`);
    await client.end();
  }
}

/** Returns when all sessions but this one are gone, of those that there were. */
async function endSessions(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ pid: number }>(
    `SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  const pids = rows.map(({ pid }) => pid);
  await eventually(async () => {
    const left = await client.query('SELECT FROM pg_stat_activity WHERE pid = ANY($1)', [pids]);
    if (left.rowCount !== 0) throw new Error(`${left.rowCount} sessions have not ended`);
  });
}
