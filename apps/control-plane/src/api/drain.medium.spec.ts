import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, eventually, type TestDatabase } from '@aispinner/testing';
import { startApi, type ApiUnderTest } from './api.fixture.ts';
import { follow } from './live/follow.fixture.ts';

let db: TestDatabase;
let api: ApiUnderTest;

beforeAll(async () => {
  db = await createTestDatabase();
  api = await startApi(db.url);
});

afterAll(() => db.drop());

describe('an API that is told to stop', () => {
  it('ends its streams, answers who has asked, and lets nobody else in', async () => {
    const user = await api.signUp('user@example.com');
    const as = { token: user.token };
    const made = await api.call('POST /workspaces', { ...as, json: { name: 'Main' } });
    const workspace = `/workspaces/${String(made.body.id)}`;
    const stream = await follow(api, user.token, `${workspace}/events`);

    const answer = Promise.withResolvers<void>();
    api.runner.busy = answer.promise;
    const asked = api.call(`POST ${workspace}/test-runs`, { ...as, json: { code: 'x' } });
    await eventually(() => expect(api.runner.asked).toHaveLength(1));

    const closed = api.close();
    await stream.ended;
    await eventually(() => expect(fetch(`${api.baseUrl}/healthz`)).rejects.toThrow());
    answer.resolve();
    expect((await asked).status).toBe(200);
    await closed;
  });
});
