import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, insertWorker, type TestDatabase } from '@aispinner/testing';
import { startApi, type ApiUnderTest, type SignedUp } from './api.fixture.ts';

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
  workerId = await insertWorker(api.database, place, { status: 'stopped', name: 'taken' });
});

afterAll(async () => {
  await api.close();
  await db.drop();
});

const at = (call: string) => call.replace('{ws}', workspaceId).replace('{w}', workerId);
const good = { name: 'n', code: 'x', tickIntervalSeconds: 5 };

describe('bad input is refused by the name of its field', () => {
  it.each<[string, string, unknown, string]>([
    ['a missing field', 'POST /workspaces', {}, 'name'],
    ['an unknown field', 'POST /workspaces', { name: 'a', color: 'red' }, 'color'],
    ['an empty name', 'POST /workspaces', { name: '  ' }, 'name'],
    ['a long name', 'POST /workspaces', { name: 'x'.repeat(81) }, 'name'],
    ['control characters', 'POST /workspaces', { name: 'a\u0000b' }, 'name'],
    ['a number for a name', 'POST /workspaces', { name: 5 }, 'name'],
    ['no object', 'POST /workspaces', [1], ''],
    ['null', 'POST /workspaces', null, ''],
    [
      'a short interval',
      'POST /workspaces/{ws}/workers',
      { ...good, tickIntervalSeconds: 0 },
      'tickIntervalSeconds',
    ],
    [
      'a long interval',
      'POST /workspaces/{ws}/workers',
      { ...good, tickIntervalSeconds: 3601 },
      'tickIntervalSeconds',
    ],
    [
      'half a second',
      'POST /workspaces/{ws}/workers',
      { ...good, tickIntervalSeconds: 1.5 },
      'tickIntervalSeconds',
    ],
    [
      'text for an interval',
      'POST /workspaces/{ws}/workers',
      { ...good, tickIntervalSeconds: '5' },
      'tickIntervalSeconds',
    ],
    ['no errors allowed', 'POST /workspaces/{ws}/workers', { ...good, maxErrors: 0 }, 'maxErrors'],
    [
      'an unknown isolation',
      'POST /workspaces/{ws}/workers',
      { ...good, isolation: 'none' },
      'isolation',
    ],
    [
      'too much code',
      'POST /workspaces/{ws}/workers',
      { ...good, code: 'é'.repeat(262_145) },
      'code',
    ],
    ['NUL in the code', 'POST /workspaces/{ws}/workers', { ...good, code: 'a\u0000' }, 'code'],
    [
      'a connection that is not there',
      'POST /workspaces/{ws}/workers',
      { ...good, connections: ['c'] },
      'connections',
    ],
    ['nothing to change', 'PATCH /workers/{w}', {}, ''],
    ['a status that is not set so', 'PATCH /workers/{w}', { status: 'running' }, 'status'],
    ['too many ticks', 'POST /workspaces/{ws}/test-runs', { code: 'x', ticks: 11 }, 'ticks'],
    [
      'a long timeout',
      'POST /workspaces/{ws}/test-runs',
      { code: 'x', timeoutSeconds: 61 },
      'timeoutSeconds',
    ],
    ['a list for a state', 'POST /workspaces/{ws}/test-runs', { code: 'x', state: [1] }, 'state'],
    [
      'a long key in a state',
      'POST /workspaces/{ws}/test-runs',
      { code: 'x', state: { ['k'.repeat(257)]: 1 } },
      `state.${'k'.repeat(257)}`,
    ],
    ['version zero', 'POST /workers/{w}/rollback', { version: 0 }, 'version'],
    ['no value', 'PUT /workers/{w}/state/k', {}, 'value'],
    ['a large value', 'PUT /workers/{w}/state/k', { value: 'x'.repeat(524_287) }, 'value'],
    [
      'a deep value',
      'PUT /workers/{w}/state/k',
      { value: JSON.parse('['.repeat(101) + ']'.repeat(101)) },
      'value',
    ],
    ['a long key', `PUT /workers/{w}/state/${'k'.repeat(257)}`, { value: 1 }, 'key'],
    ['NUL in a key', 'PUT /workers/{w}/state/a%00b', { value: 1 }, 'key'],
    ['no scope', 'POST /api-keys', { name: 'k', scopes: [] }, 'scopes'],
    [
      'a past expiry',
      'POST /api-keys',
      { name: 'k', expiresAt: '2020-01-01T00:00:00.000Z' },
      'expiresAt',
    ],
    [
      'no e-mail address',
      'POST /auth/register',
      { email: 'a@', password: 'long enough, this' },
      'email',
    ],
    ['a short password', 'POST /auth/register', { email: 'a@b.co', password: 'short' }, 'password'],
    ['letters for a code', 'POST /auth/confirm', { registrationId: 'r', code: 'abcdef' }, 'code'],
    ['a page of none', 'GET /workspaces?limit=0', undefined, 'limit'],
    ['a page of too many', 'GET /workspaces?limit=201', undefined, 'limit'],
    ['a page of some', 'GET /workspaces?limit=some', undefined, 'limit'],
    ['an unknown parameter', 'GET /workspaces?page=2', undefined, 'page'],
    ['a cursor of nothing', 'GET /workspaces?cursor=abc', undefined, 'cursor'],
    ['a cursor of another list', 'GET /workers/{w}/logs?cursor=d3Nw', undefined, 'cursor'],
    ['a parameter twice', 'GET /workers/{w}/logs?q=a&q=b', undefined, 'q'],
    ['an unknown level', 'GET /workers/{w}/logs?level=loud', undefined, 'level.0'],
    ['no instant', 'GET /workers/{w}/ticks?since=yesterday', undefined, 'since'],
    ['an unknown outcome', 'GET /workers/{w}/ticks?outcome=fine', undefined, 'outcome'],
    ['an unknown window', 'GET /workers/{w}/stats?window=2h', undefined, 'window'],
    ['a body where none belongs', 'POST /workers/{w}/start', { now: true }, ''],
  ])('%s', async (_, call, json, path) => {
    const answer = await api.call(at(call), {
      token: user.token,
      ...(json === undefined ? {} : { json }),
    });
    expect(answer.body).toMatchObject({ status: 400, code: 'BAD_INPUT' });
    const errors = answer.body.errors as { path: string; message: string }[];
    expect(errors[0]?.path).toBe(path);
    expect(errors[0]?.message).toMatch(/^[A-Z].*/);
  });

  it('names every wrong field at once', async () => {
    const json = { name: '', code: 5, tickIntervalSeconds: 0, extra: 1 };
    const answer = await api.call(at('POST /workspaces/{ws}/workers'), { token: user.token, json });
    const paths = (answer.body.errors as { path: string }[]).map((e) => e.path).sort();
    expect(paths).toEqual(['code', 'extra', 'name', 'tickIntervalSeconds']);
  });

  it.each([
    ['{"name": "a"', 400],
    ['{"name": "a", "__proto__": {"x": 1}}', 400],
    ['["'.repeat(5000), 400],
    ['"\\ud800', 400],
  ])('%s', async (text, status) => {
    const answer = await api.call('POST /workspaces', { token: user.token, text });
    expect(answer.status).toBe(status);
  });
});

describe('a request that is not what it should be', () => {
  const send = (headers: Record<string, string>, body: string | Uint8Array<ArrayBuffer>) =>
    fetch(`${api.baseUrl}/api/v1/workspaces`, {
      method: 'POST',
      headers: { authorization: `Bearer ${user.token}`, ...headers },
      body,
    });

  it('is not taken as a form, compressed, in another encoding, or without end', async () => {
    const json = { 'content-type': 'application/json' };
    const form = await send({ 'content-type': 'application/x-www-form-urlencoded' }, 'name=a');
    expect(form.status).toBe(415);
    const packed = await send({ ...json, 'content-encoding': 'gzip' }, 'xxxx');
    expect(packed.status).toBe(415);
    const latin = await send(json, new Uint8Array([0x22, 0xe9, 0x22]));
    expect(latin.status).toBe(400);
    const endless = await send(json, `{"name": "${'x'.repeat(9_000_000)}"}`);
    expect(endless.status).toBe(413);
    for (const answer of [form, packed, latin, endless]) {
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(await answer.json()).toMatchObject({ type: 'about:blank', status: answer.status });
    }
  });

  it('is held no longer than it may be: a stranger’s is refused unread', async () => {
    const json = { email: 'a@example.com', password: 'x'.repeat(20_000) };
    expect((await api.call('POST /auth/login', { json })).status).toBe(413);
    const name = 'x'.repeat(1_000_000);
    const stranger = await api.call('POST /workspaces', { token: 'nobody', json: { name } });
    expect(stranger.status).toBe(401);
  });

  it.each([
    ['GET /nowhere', 404],
    ['DELETE /workspaces', 404],
    ['GET /workers/nonsense', 404],
    ['GET /workers/wrk_%00', 404],
    [`GET /workers/${'w'.repeat(5000)}`, 404],
    ['GET /workers/%E0%A4%A', 400],
  ])('%s answers %d', async (call, status) => {
    const answer = await api.call(call, { token: user.token });
    expect(answer.status).toBe(status);
  });

  it('carries its own name back', async () => {
    const headers = { 'x-request-id': 'from-the-outside-1' };
    const answer = await api.call('GET /nowhere', { headers });
    expect(answer.headers.get('x-request-id')).toBe('from-the-outside-1');
    expect(answer.body.requestId).toBe('from-the-outside-1');
    const evil = await api.call('GET /nowhere', { headers: { 'x-request-id': 'a b<script>' } });
    expect(evil.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });
});

describe('names and quotas', () => {
  it('refuses a name that is taken', async () => {
    const as = { token: user.token };
    const workspace = await api.call('POST /workspaces', { ...as, json: { name: 'Main' } });
    expect(workspace.body).toMatchObject({ status: 409, errors: [{ path: 'name' }] });
    const json = { ...good, name: 'taken' };
    const worker = await api.call(at('POST /workspaces/{ws}/workers'), { ...as, json });
    expect(worker.body).toMatchObject({ status: 409, code: 'NAME_TAKEN' });
  });

  it('has room for what the plan allows, however many ask at once', async () => {
    const other = await api.signUp('quota@example.com');
    const made = await Promise.all(
      Array.from({ length: 16 }, (_, i) =>
        api.call('POST /workspaces', { token: other.token, json: { name: `w${i}` } }),
      ),
    );
    expect(made.filter((answer) => answer.status === 201)).toHaveLength(10);
    expect(made.find((answer) => answer.status === 403)?.body).toMatchObject({
      code: 'QUOTA_EXCEEDED',
      errors: [{ path: 'maxWorkspaces' }],
    });
    const usage = await api.call('GET /usage', { token: other.token });
    expect(usage.body).toMatchObject({ workspaces: { used: 10, limit: 10 } });
  });
});
