import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunnerRequest } from '@aispinner/contracts';
import { createPostgresMessaging, type Messaging } from '@aispinner/messaging';
import pg from 'pg';
import { eventually } from '../eventually.ts';
import { createTestDatabase, type TestDatabase } from '../test-database.ts';
import { aLogBatch, anOutcome, aTick } from './messages.ts';

describe('the rows of the bus', () => {
  let database: TestDatabase;
  let sql: pg.Client;
  let messaging: Messaging;

  beforeAll(async () => {
    database = await createTestDatabase();
    sql = new pg.Client({ connectionString: database.url });
    await sql.connect();
  });
  afterAll(async () => {
    await sql.end();
    await database.drop();
  });
  beforeEach(() => {
    messaging = createPostgresMessaging({ databaseUrl: database.url });
  });
  afterEach(() => messaging.close());

  async function rowsLeft(): Promise<number> {
    const { rows } = await sql.query<{ left: string }>(
      `select (select count(*) from bus_ticks) + (select count(*) from bus_records)
         + (select count(*) from bus_requests) as left`,
    );
    return Number(rows[0]?.left);
  }

  const check = (requestId: string): RunnerRequest => ({ kind: 'check', requestId, code: '' });

  it('are gone once everything has been handled, answered or given up', async () => {
    const handled = new Set<string>();
    const handle = (ids: readonly string[]): Promise<void> => {
      for (const id of ids) handled.add(id);
      return Promise.resolve();
    };
    const { ticks, outcomes, logs, requests } = messaging;
    await ticks.publish([aTick(1), aTick(2)]);
    await outcomes.publish([anOutcome(3), anOutcome(4)]);
    await logs.publish([aLogBatch(5, 'x')]);
    await expect(requests.ask(check('req_1'), 50)).rejects.toThrow('no runner');
    expect(await rowsLeft()).toBeGreaterThanOrEqual(5);

    const reader = { consumerId: 'a', maxBatch: 10 };
    await ticks.consume({ consumerId: 'a', maxInFlight: 1 }, ({ tick }) => handle([tick.workerId]));
    await outcomes.consume(reader, (batch) => handle(batch.map((record) => record.workerId)));
    await logs.consume(reader, (batch) => handle(batch.map((record) => record.workerId)));
    await requests.serve({ consumerId: 'a', maxInFlight: 1 }, ({ requestId }) =>
      Promise.resolve({ kind: 'check', requestId, problems: [] }),
    );
    await requests.ask(check('req_2'), 10_000);
    await eventually(() => expect(handled.size).toBe(5));
    await eventually(async () => expect(await rowsLeft()).toBe(0));
  });

  it('of requests whose time is over are not begun', async () => {
    await sql.query(
      `insert into bus_requests (request_id, request, expires_at) values ('req_3', $1, now())`,
      [JSON.stringify(check('req_3'))],
    );
    const begun: string[] = [];
    await messaging.requests.serve({ consumerId: 'a', maxInFlight: 10 }, ({ requestId }) => {
      begun.push(requestId);
      return Promise.resolve({ kind: 'check', requestId, problems: [] });
    });
    await messaging.requests.ask(check('req_4'), 10_000);
    expect(begun).toEqual(['req_4']);
  });
});
