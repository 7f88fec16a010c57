import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createPostgresMessaging, type Messaging } from '@aispinner/messaging';
import { createPostgresState, type State } from '@aispinner/state';
import { eventually } from '../eventually.ts';
import { startPostgres, type OwnPostgres } from '../own-postgres.ts';
import { aLiveEvent, anOutcome, aTick } from './messages.ts';

const IN_TIME = { timeoutMs: 15_000 };

describe('through kill -9 of Postgres', () => {
  let postgres: OwnPostgres;
  let here: Messaging;
  let there: Messaging;
  let state: State;
  let elsewhere: State;

  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres.stop());
  beforeEach(() => {
    here = createPostgresMessaging({ databaseUrl: postgres.url });
    there = createPostgresMessaging({ databaseUrl: postgres.url });
    state = createPostgresState({ databaseUrl: postgres.url });
    elsewhere = createPostgresState({ databaseUrl: postgres.url });
  });
  afterEach(async () => {
    await Promise.all([here.close(), there.close(), state.close(), elsewhere.close()]);
  });

  async function killAndRestart(awayMs = 0): Promise<void> {
    await postgres.kill();
    const killedAt = performance.now();
    await eventually(() => expect(performance.now() - killedAt).toBeGreaterThan(awayMs), IN_TIME);
    await postgres.restart();
  }

  it('ticks, outcomes and state that were accepted are all there, and traffic resumes', async () => {
    const scope = { tenantId: 'ten_1', workspaceId: 'wsp_1', fence: null };
    const accepted: string[] = [];
    const stored: { readonly workerId: string; readonly key: string }[] = [];
    const published: string[] = [];
    const recorded = new Set<string>();
    await there.outcomes.consume({ consumerId: 'recorder', maxBatch: 50 }, (batch) => {
      for (const { tickId } of batch) recorded.add(tickId);
      return Promise.resolve();
    });
    await here.ticks.consume({ consumerId: 'runner', maxInFlight: 32 }, async ({ tick }) => {
      const { workerId, tickId } = tick;
      await state.store.set({ ...scope, workerId }, tickId, '1', { maxKeys: 1_000_000 });
      stored.push({ workerId, key: tickId });
      await here.outcomes.publish([anOutcome(0, { tickId, workerId })]);
      published.push(tickId);
    });
    let publishing = true;
    const publisher = (async () => {
      for (let dueAt = 1_000; publishing; dueAt += 1_000) {
        const ticks = [0, 1, 2, 3].map((n) => aTick(n, { dueAt, workspaceId: `wsp_${n}` }));
        await there.ticks.publish(ticks);
        accepted.push(...ticks.map((tick) => tick.tickId));
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    // The second time claims run out while the server is away.
    for (const awayMs of [0, 6_000]) {
      const before = recorded.size;
      await eventually(() => expect(recorded.size).toBeGreaterThan(before + 100), IN_TIME);
      await killAndRestart(awayMs);
      const [acceptedThen, recordedThen] = [accepted.length, recorded.size];
      await eventually(() => {
        expect(accepted.length).toBeGreaterThan(acceptedThen + 20);
        expect(recorded.size).toBeGreaterThan(recordedThen + 20);
      }, IN_TIME);
    }
    publishing = false;
    await publisher;
    const missing = (ids: readonly string[]) => ids.filter((id) => !recorded.has(id));
    await eventually(() => expect(missing([...accepted, ...published])).toEqual([]), IN_TIME);
    for (const { workerId, key } of stored) {
      expect(await state.store.get({ ...scope, workerId }, key)).toMatchObject({ key });
    }
  }, 90_000);

  it('a publish waits for the server to come back', async () => {
    const got: string[] = [];
    await here.ticks.consume({ consumerId: 'a', maxInFlight: 10 }, ({ tick }) => {
      got.push(tick.workerId);
      return Promise.resolve();
    });
    await postgres.kill();
    let settled = false;
    const published = there.ticks.publish([aTick(77)]).finally(() => (settled = true));
    const asked = there.requests.ask({ kind: 'check', requestId: 'req_77', code: '' }, 20_000);
    await here.requests.serve({ consumerId: 'a', maxInFlight: 1 }, ({ requestId }) =>
      Promise.resolve({ kind: 'check', requestId, problems: [] }),
    );
    const hasty = createPostgresMessaging({ databaseUrl: postgres.url, retryForMs: 300 });
    await expect(hasty.ticks.publish([aTick(78)])).rejects.toMatchObject({
      name: 'InfraError',
      retriable: true,
    });
    await hasty.close();
    expect(settled).toBe(false);
    await postgres.restart();
    await published;
    await eventually(() => expect(got).toEqual(['wrk_77']), IN_TIME);
    await expect(asked).resolves.toMatchObject({ requestId: 'req_77' });
  }, 60_000);

  it('listeners hear again without being told', async () => {
    const heard: string[] = [];
    await state.live.subscribe((event) => heard.push(event.workerId));
    await elsewhere.live.publish([aLiveEvent(1)]);
    await eventually(() => expect(heard).toEqual(['wrk_1']));
    await killAndRestart();
    await eventually(async () => {
      await elsewhere.live.publish([aLiveEvent(2)]);
      expect(heard).toContain('wrk_2');
    }, IN_TIME);
  }, 60_000);

  it('a lease is still held, and counters count on', async () => {
    const request = { workerId: 'wrk_1', tickId: 'wrk_1.1', dueAtMs: 1, holder: 'run_1' };
    const grant = await state.leases.acquire({ ...request, ttlMs: 60_000 });
    if (grant.kind !== 'acquired') throw new Error(grant.kind);
    await postgres.kill();
    const renewed = state.leases.renew([grant.lease], 60_000);
    const counted = state.counters.add('k', 1, 60_000);
    await postgres.restart();
    await expect(renewed).resolves.toEqual([]);
    await expect(counted).resolves.toMatchObject({ total: 1 });
    expect(await state.leases.acquire({ ...request, ttlMs: 60_000 })).toMatchObject({
      kind: 'busy',
    });
    await state.leases.finish([grant.lease]);
    expect(await state.leases.running(['wrk_1'])).toEqual(new Map());
  }, 60_000);
});
