import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createPostgresMessaging, type Messaging } from '@aispinner/messaging';
import { createPostgresState, type State } from '@aispinner/state';
import pg from 'pg';
import { eventually } from '../eventually.ts';
import { createTestDatabase, type TestDatabase } from '../test-database.ts';
import { anOutcome, aTick } from './messages.ts';

describe('a message that is not understood', () => {
  let database: TestDatabase;
  let sql: pg.Client;
  let messaging: Messaging;
  let state: State;
  const errors: unknown[] = [];
  const log = {
    debug: () => undefined,
    warn: () => undefined,
    error: (fields: unknown) => void errors.push(fields),
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    sql = new pg.Client({ connectionString: database.url });
    await sql.connect();
  });
  afterAll(async () => {
    await sql.end();
    await database.drop();
  });
  beforeEach(async () => {
    await sql.query('truncate bus_ticks, bus_records, bus_requests');
    errors.length = 0;
    messaging = createPostgresMessaging({ databaseUrl: database.url, log });
    state = createPostgresState({ databaseUrl: database.url, log });
  });
  afterEach(() => Promise.all([messaging.close(), state.close()]));

  async function setAside() {
    const { rows } = await sql.query<{ message: Record<string, unknown> }>(
      `select message from bus_records where stream = 'set_aside' order by id`,
    );
    return rows.map((row) => row.message);
  }

  it('as a tick is set aside with its reason, and the others pass', async () => {
    const wrong = { ...aTick(1), dueAt: 'yesterday' };
    await sql.query(
      `insert into bus_ticks (tick_id, workspace_id, message)
       values ('a', 'wsp_1', $1), ('b', 'wsp_1', '"text"'), ('c', 'wsp_1', 'null')`,
      [JSON.stringify(wrong)],
    );
    await messaging.ticks.publish([aTick(2)]);
    const got: string[] = [];
    await messaging.ticks.consume({ consumerId: 'a', maxInFlight: 1 }, ({ tick }) => {
      got.push(tick.workerId);
      return Promise.resolve();
    });
    await eventually(async () => {
      expect(got).toEqual(['wrk_2']);
      expect(await setAside()).toHaveLength(3);
    });
    expect(await setAside()).toContainEqual(
      expect.objectContaining({
        from: 'ticks',
        reason: expect.stringContaining('dueAt'),
        message: wrong,
      }),
    );
    expect(errors).toHaveLength(3);
    const letters = await messaging.deadLetters.list();
    expect(letters.map(({ from }) => from)).toEqual(['ticks', 'ticks', 'ticks']);
    await eventually(async () => {
      expect((await sql.query('select from bus_ticks')).rowCount).toBe(0);
    });
  });

  it('as a record is set aside with its reason, and its batch passes', async () => {
    await messaging.outcomes.publish([anOutcome(1)]);
    await sql.query(
      `insert into bus_records (stream, message) values ('outcomes', '{"outcome": "splendid"}')`,
    );
    await messaging.outcomes.publish([anOutcome(2)]);
    const got: unknown[] = [];
    await messaging.outcomes.consume({ consumerId: 'a', maxBatch: 10 }, (batch) => {
      got.push(...batch);
      return Promise.resolve();
    });
    await eventually(() => expect(got).toEqual([anOutcome(1), anOutcome(2)]));
    expect(await setAside()).toEqual([
      expect.objectContaining({ from: 'outcomes', message: { outcome: 'splendid' } }),
    ]);
    // Put back, it is read again, and set aside again: it is still what it was.
    const [letter] = await messaging.deadLetters.list();
    expect(letter).toMatchObject({ from: 'outcomes', text: '{"outcome":"splendid"}' });
    expect(await messaging.deadLetters.replay([letter?.id ?? '', '0', 'x'])).toEqual([letter?.id]);
    await eventually(async () => {
      const [again] = await messaging.deadLetters.list();
      expect(again?.id).not.toBe(letter?.id);
      expect(again).toMatchObject({ from: 'outcomes' });
    });
  });

  it('as a request is answered with a failure', async () => {
    await sql.query(
      `insert into bus_requests (request_id, request, expires_at)
       values ('req_1', '{"kind": "dance"}', now() + interval '1 minute')`,
    );
    await messaging.requests.serve({ consumerId: 'a', maxInFlight: 1 }, () =>
      Promise.reject(new Error('must not be asked')),
    );
    await eventually(async () => {
      const { rows } = await sql.query<{ reply: unknown }>('select reply from bus_requests');
      expect(rows).toEqual([
        { reply: expect.objectContaining({ kind: 'failed', requestId: 'req_1' }) },
      ]);
    });
    expect(errors).toEqual([{ requestId: 'req_1', reason: expect.stringContaining('kind') }]);
  });

  it('as a notice is passed over', async () => {
    const heard: string[] = [];
    await state.live.subscribe((event) => heard.push(event.workerId));
    await sql.query(`select pg_notify('bus_live', 'nonsense'), pg_notify('bus_live', '[["x"]]')`);
    await sql.query(`select pg_notify('bus_live', '[["logs","ten_1","wsp_1","wrk_1"]]')`);
    await eventually(() => expect(heard).toEqual(['wrk_1']));
  });
});
