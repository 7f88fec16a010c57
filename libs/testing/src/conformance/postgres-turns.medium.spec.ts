import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FairTurns } from '@aispinner/domain';
import { createPostgresMessaging, type Messaging } from '@aispinner/messaging';
import pg from 'pg';
import { eventually } from '../eventually.ts';
import { createTestDatabase, type TestDatabase } from '../test-database.ts';
import { aTick } from './messages.ts';

describe('the server of the Postgres bus', () => {
  let database: TestDatabase;
  let bus: Messaging;
  beforeAll(async () => {
    database = await createTestDatabase();
    bus = createPostgresMessaging({ databaseUrl: database.url });
  });
  afterAll(async () => {
    await bus.close();
    await database.drop();
  });

  // A claim brings as many as there are places: rounds are cut anywhere, and taken up again.
  it.each([1, 2, 5])(
    'gives turns in the order of FairTurns, %i places at a time',
    async (places) => {
      const { limits } = aTick(0);
      const lines = [
        [`${places}a`, 1, 9],
        [`${places}b`, 4, 25],
        [`${places}c`, 2, 3],
        [`${places}d`, 7, 30],
      ] as const;
      const turns = new FairTurns<string>();
      const queued = lines.flatMap(([workspaceId, turnWeight, count]) =>
        Array.from({ length: count }, (_, n) => {
          const workerId = `${workspaceId}_${n}`;
          turns.join(workspaceId, workerId, turnWeight);
          return aTick(n, { workerId, workspaceId, limits: { ...limits, turnWeight } });
        }),
      );
      await bus.ticks.publish(queued);
      const expected = queued.map(() => turns.next()?.item);
      const got: string[] = [];
      let batch: (() => void)[] = [];
      const consumer = await bus.ticks.consume(
        { consumerId: 'a', maxInFlight: places },
        ({ tick }) => {
          got.push(tick.workerId);
          return new Promise((done) => {
            batch.push(done);
            // All places are free again at once, or the next claim would be of one.
            if (batch.length < places && got.length < queued.length) return;
            for (const end of batch) end();
            batch = [];
          });
        },
      );
      await eventually(() => expect(got).toEqual(expected));
      await consumer.close();
    },
  );

  // A plan is kept as long as its connection: one made for an empty table would read a full one to its end,
  // again and again.
  it('goes by its indexes, though it planned while nothing was queued', async () => {
    const own = await createTestDatabase();
    const got = new Set<string>();
    const admin = new pg.Client({ connectionString: own.url });
    await admin.connect();
    try {
      const messaging = createPostgresMessaging({ databaseUrl: own.url });
      await messaging.ticks.consume({ consumerId: 'a', maxInFlight: 4 }, ({ tick }) => {
        got.add(tick.tickId);
        return Promise.resolve();
      });
      for (let n = 0; n < 10; n += 1) {
        await messaging.ticks.publish([aTick(n)]);
        await eventually(() => expect(got.size).toBe(n + 1));
      }
      await messaging.close();
      await eventually(async () => {
        const { rows } = await admin.query<{ read: number; found: number }>(
          `select seq_scan::int as read, idx_scan::int as found
           from pg_stat_user_tables where relname = 'bus_ticks'`,
        );
        expect(rows[0]?.found).toBeGreaterThan(10);
        expect(rows[0]?.read).toBe(0);
      });
    } finally {
      await admin.end();
      await own.drop();
    }
  });
});
