import { createTestDatabase, eventually } from '@aispinner/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDatabase, type Database } from './database.ts';
import { Retention } from './retention.ts';

const DAY = 86_400_000;

describe('what a message bus has set aside', () => {
  let drop: () => Promise<void>;
  let database: Database;

  beforeAll(async () => {
    const created = await createTestDatabase();
    drop = created.drop;
    database = createDatabase({ url: created.url, poolSize: 4 });
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  /** As the Postgres bus does it, but for the time. */
  const setAside = (message: string, at: number): Promise<unknown> =>
    database.rows(
      `INSERT INTO bus_records (stream, message)
       SELECT 'set_aside', json_build_object('from', 'logs', 'reason', $1::text, 'message', $2::json,
         'at', $3::timestamptz)`,
      ['no batch', message, new Date(at)],
    );
  const kept = async () =>
    (
      await database.rows<{ message: string }>(
        'SELECT message::text FROM bus_records ORDER BY id',
        [],
      )
    ).map((row) => /"n": ?"(\w+)"/.exec(row.message)?.[1]);

  it('goes after 30 days, whatever is in it, and nothing else of the bus does', async () => {
    const now = Date.now();
    const NUL = String.raw`"\u0000 \ud800"`;
    await setAside(`{"n": "old", "line": ${NUL}}`, now - 31 * DAY);
    await setAside(`{"n": "new", "line": ${NUL}}`, now - 29 * DAY);
    await setAside(`{"n": "sly", "at" : "2000-01-01"}`, now);
    await database.rows(
      `INSERT INTO bus_records (stream, message) VALUES ('logs', '{"n": "live", "at" : "2000-01-01"}')`,
      [],
    );
    expect(await new Retention(database).removeExpired(now)).toMatchObject({ setAside: 1 });
    expect(await kept()).toEqual(['new', 'sly', 'live']);
  });

  it('is removed by one scheduler at a time: another one leaves it for its next round', async () => {
    const now = Date.now();
    await setAside('{"n": "mine"}', now - 40 * DAY);
    const retention = new Retention(database);
    await database.sql(async (client) => {
      await client.query('SELECT pg_advisory_xact_lock(720707003)');
      expect(await retention.removeExpired(now)).toMatchObject({ setAside: 0 });
    });
    await eventually(async () => {
      expect(await retention.removeExpired(now)).toMatchObject({ setAside: 1 });
    });
  });
});
