import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPostgresMessaging, type TickDelivery } from '@aispinner/messaging';
import { eventually } from '../eventually.ts';
import { createTestDatabase, type TestDatabase } from '../test-database.ts';
import { aTick } from './messages.ts';

const HOLDER = fileURLToPath(new URL('./tick-holder.ts', import.meta.url));

describe('ticks of a consumer that was killed', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('are delivered to another one within seven seconds, as redelivered, and not before', async () => {
    const ticks = Array.from({ length: 20 }, (_, n) => aTick(n, { workspaceId: `wsp_${n % 3}` }));
    const messaging = createPostgresMessaging({ databaseUrl: database.url });
    const holder = spawn(
      process.execPath,
      ['--conditions=@aispinner/source', HOLDER, database.url],
      { stdio: ['pipe', 'pipe', 'inherit'], env: {} },
    );
    try {
      const held = new Set<string>();
      holder.stdout.on('data', (chunk: Buffer) => {
        for (const id of chunk.toString().trim().split('\n')) held.add(id);
      });
      await messaging.ticks.publish(ticks);
      await eventually(() => expect(held.size).toBe(20), { timeoutMs: 20_000 });

      const got: TickDelivery[] = [];
      const consumingSince = performance.now();
      await messaging.ticks.consume({ consumerId: 'other', maxInFlight: 100 }, (delivery) => {
        got.push(delivery);
        return Promise.resolve();
      });
      // Longer than a claim lasts unless it is renewed: a living consumer keeps what it holds.
      await eventually(() => expect(performance.now() - consumingSince).toBeGreaterThan(6_000), {
        timeoutMs: 7_000,
      });
      expect(got).toEqual([]);

      const killedAt = performance.now();
      holder.kill('SIGKILL');
      await once(holder, 'exit');
      await eventually(() => expect(got).toHaveLength(20), { timeoutMs: 10_000 });
      expect(performance.now() - killedAt).toBeLessThan(7_000);
      expect(got.every((delivery) => delivery.redelivered)).toBe(true);
      expect(got.map(({ tick }) => tick.tickId).toSorted()).toEqual([...held].toSorted());
    } finally {
      holder.kill('SIGKILL');
      await messaging.close();
    }
  }, 40_000);
});
