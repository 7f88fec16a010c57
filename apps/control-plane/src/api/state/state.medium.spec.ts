import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, insertWorker, type TestDatabase } from '@aispinner/testing';
import { startApi, type ApiUnderTest, type SignedUp } from '../api.fixture.ts';

let db: TestDatabase;
let api: ApiUnderTest;
let user: SignedUp;
let workspaceId: string;
let workerId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  api = await startApi(db.url);
  user = await api.signUp('user@example.com');
  const made = await api.call('POST /workspaces', { token: user.token, json: { name: 'Main' } });
  workspaceId = made.body.id as string;
  const place = { tenantId: user.tenantId, workspaceId };
  workerId = await insertWorker(api.database, place, { status: 'stopped' });
});

afterAll(async () => {
  await api.close();
  await db.drop();
});

const call = (text: string, more: { json?: unknown; text?: string } = {}) => {
  const [method = '', path = ''] = text.split(' ');
  return api.call(`${method} /workers/${workerId}/state${path}`, { token: user.token, ...more });
};

describe('the state of a worker', () => {
  it.each([
    '123456789012345678901234567890',
    '-0.1',
    '1.0',
    '{"b":1,"1":{"__proto__":[null,true]}}',
    '"\\u0000\\ud83d\\ude00"',
  ])('keeps %s as it was written', async (valueJson) => {
    const put = await call('PUT /k', { text: ` { "value" : ${valueJson} } ` });
    expect(put.text).toContain(`"value":${valueJson},`);
    expect((await call('GET /k')).text).toBe(put.text);
  });

  it('has keys of any characters', async () => {
    for (const key of ['a/b', '__proto__', 'ü?#%', 'con stel']) {
      const path = `/${encodeURIComponent(key)}`;
      expect((await call(`PUT ${path}`, { json: { value: key } })).body.key).toBe(key);
      expect((await call(`GET ${path}`)).body.value).toBe(key);
      expect((await call(`DELETE ${path}`)).status).toBe(204);
      expect((await call(`GET ${path}`)).status).toBe(404);
      expect((await call(`DELETE ${path}`)).status).toBe(404);
    }
  });

  it('is listed by key, page by page, and cleared', async () => {
    await call('DELETE ');
    for (const key of ['c', 'a', 'b']) await call(`PUT /${key}`, { json: { value: key } });
    const first = await call('GET ?limit=2');
    expect((first.body.items as { key: string }[]).map((e) => e.key)).toEqual(['a', 'b']);
    const rest = await call(`GET ?limit=2&cursor=${String(first.body.nextCursor)}`);
    expect(rest.body).toMatchObject({ items: [{ key: 'c', value: 'c' }], nextCursor: null });
    expect((await call('DELETE ')).status).toBe(204);
    expect((await call('GET ')).body).toEqual({ items: [], nextCursor: null });
  });

  it('has as many keys as the plan allows, and no entry in the audit for one more', async () => {
    await call('DELETE ');
    await api.database.system().workerState.createMany({
      data: Array.from({ length: 1000 }, (_, i) => ({
        workerId,
        key: `filled ${i}`,
        tenantId: user.tenantId,
        workspaceId,
        valueJson: '0',
        updatedAt: new Date(),
      })),
    });
    const refused = await call('PUT /more', { json: { value: 1 } });
    expect(refused.body).toMatchObject({ status: 403, code: 'QUOTA_EXCEEDED' });
    const audit = await api.call('GET /audit?limit=1', { token: user.token });
    expect((audit.body.items as object[])[0]).toMatchObject({ action: 'state.clear' });
  });
});

describe('the audit', () => {
  it('says who did what, newest first, and holds no value', async () => {
    await call('DELETE ');
    await call('PUT /secret', { json: { value: 'hunter2' } });
    const key = await api.call('POST /api-keys', { token: user.token, json: { name: 'robot' } });
    await api.call(`POST /workers/${workerId}/start`, { token: key.body.key as string });
    const audit = await api.call('GET /audit?limit=3', { token: user.token });
    expect(audit.body.items).toMatchObject([
      {
        action: 'worker.start',
        actor: { kind: 'api_key', id: key.body.id },
        target: { kind: 'worker', id: workerId },
      },
      { action: 'api_key.create', actor: { kind: 'user', id: user.userId } },
      { action: 'state.set', detail: { key: 'secret' } },
    ]);
    const cursor = String(audit.body.nextCursor);
    const rest = await api.call(`GET /audit?cursor=${cursor}`, { token: user.token });
    const actions = (rest.body.items as { action: string }[]).map((entry) => entry.action);
    expect(actions[0]).toBe('state.clear');
    expect(actions.at(-1)).toBe('tenant.create');
    expect(audit.text + rest.text).not.toContain('hunter2');
    expect(audit.text + rest.text).not.toContain(key.body.key);
  });
});
