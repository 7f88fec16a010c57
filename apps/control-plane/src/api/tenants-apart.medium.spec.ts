import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, insertWorker, type TestDatabase } from '@aispinner/testing';
import { startApi, type ApiUnderTest, type SignedUp } from './api.fixture.ts';

interface Operation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly permission: string | null;
  readonly hasBody: boolean;
  readonly streams: boolean;
}

const CODE = 'def tick(ctx):\n    pass\n';

/** A body that each route would take from somebody who may call it. */
const BODIES: Readonly<Record<string, object>> = {
  register: { email: 'new@example.com', password: 'long enough for one' },
  confirm: { registrationId: 'reg_0', code: '000000' },
  login: { email: 'nobody@example.com', password: 'wrong' },
  refresh: { refreshToken: 'x' },
  logout: { refreshToken: 'x' },
  addMember: { email: 'viewer@example.com', role: 'viewer' },
  createApiKey: { name: 'key', scopes: ['read'] },
  createWorkspace: { name: 'Another' },
  updateWorkspace: { name: 'Renamed' },
  createWorker: { name: 'w', code: CODE, tickIntervalSeconds: 60 },
  updateWorker: { name: 'renamed' },
  deployVersion: { code: CODE },
  rollback: { version: 1 },
  testRun: { code: CODE },
  putState: { value: 1 },
};

let db: TestDatabase;
let api: ApiUnderTest;
let ours: SignedUp;
let theirs: SignedUp;
let viewer: SignedUp;
let ids: Record<string, string>;
let operations: Operation[];

beforeAll(async () => {
  db = await createTestDatabase();
  api = await startApi(db.url);
  [ours, theirs, viewer] = [
    await api.signUp('ours@example.com'),
    await api.signUp('theirs@example.com'),
    await api.signUp('viewer@example.com'),
  ];
  const as = { token: ours.token };
  await api.call(`POST /tenants/${ours.tenantId}/members`, {
    ...as,
    json: { email: viewer.email, role: 'viewer' },
  });
  const made = await api.call('POST /workspaces', { ...as, json: { name: 'Main' } });
  const workspaceId = made.body.id as string;
  const key = await api.call('POST /api-keys', { ...as, json: { name: 'a' } });
  ids = {
    tenantId: ours.tenantId,
    workspaceId,
    workerId: await insertWorker(
      api.database,
      { tenantId: ours.tenantId, workspaceId },
      { status: 'stopped' },
    ),
    apiKeyId: key.body.id as string,
    version: '1',
    key: 'k',
  };
  await api.call(`PUT /workers/${ids.workerId}/state/k`, { ...as, json: { value: 'ours' } });
  operations = operationsOf((await api.call('GET /api/openapi.json')).body);
});

afterAll(async () => {
  await api.close();
  await db.drop();
});

function operationsOf(document: Record<string, unknown>): Operation[] {
  const paths = document.paths as Record<string, Record<string, Record<string, unknown>>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      operationId: operation.operationId as string,
      method: method.toUpperCase(),
      path,
      permission: (operation['x-permission'] as string | undefined) ?? null,
      hasBody: operation.requestBody !== undefined,
      streams: JSON.stringify(operation.responses).includes('text/event-stream'),
    })),
  );
}

async function statusOf(
  operation: Operation,
  token: string | null,
  headers: Record<string, string> = {},
): Promise<number> {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'missing');
  if (operation.streams) {
    const leave = new AbortController();
    const response = await fetch(`${api.baseUrl}/api/v1${path}`, {
      headers: { ...headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      signal: leave.signal,
    });
    leave.abort();
    return response.status;
  }
  const answer = await api.call(`${operation.method} ${path}`, {
    token,
    headers,
    ...(operation.hasBody ? { json: BODIES[operation.operationId] } : {}),
  });
  return answer.status;
}

async function statusesOf(
  some: readonly Operation[],
  token: string | null,
  headers?: Record<string, string>,
): Promise<Record<string, number>> {
  const statuses: Record<string, number> = {};
  for (const operation of some) {
    statuses[operation.operationId] = await statusOf(operation, token, headers);
  }
  return statuses;
}

function all(some: readonly Operation[], status: number): Record<string, number> {
  return Object.fromEntries(some.map(({ operationId }) => [operationId, status]));
}

describe('every route of the OpenAPI document', () => {
  it('is known to this test, with a body where it takes one', () => {
    expect(operations.length).toBeGreaterThan(35);
    const withBody = operations.filter((o) => o.hasBody).map((o) => o.operationId);
    expect(withBody.sort()).toEqual(Object.keys(BODIES).sort());
  });

  it('that names something answers 404 to another tenant, as for an id that nobody has', async () => {
    const naming = operations.filter((o) => o.path.includes('{'));
    expect(naming.length).toBeGreaterThan(20);
    expect(await statusesOf(naming, theirs.token)).toEqual(all(naming, 404));
    const own = ids;
    const nobodys = Object.entries(own).map(([name, id]) => [
      name,
      id.replace(/.{8}$/, '00000000'),
    ]);
    ids = { ...own, ...(Object.fromEntries(nobodys) as typeof own), key: own.key ?? '' };
    try {
      expect(await statusesOf(naming, theirs.token)).toEqual(all(naming, 404));
    } finally {
      ids = own;
    }
  });

  it('answers 404 to whoever asks for a tenant that is not theirs', async () => {
    const closed = operations.filter((o) => o.permission !== null);
    const statuses = await statusesOf(closed, theirs.token, { 'x-tenant-id': ours.tenantId });
    expect(statuses).toEqual(all(closed, 404));
  });

  it('but those for signing in wants a token, and a true one', async () => {
    const closed = operations.filter((o) => o.permission !== null);
    expect(operations.length - closed.length).toBe(5);
    expect(await statusesOf(closed, null)).toEqual(all(closed, 401));
    expect(await statusesOf(closed, 'ask_wrong')).toEqual(all(closed, 401));
  });

  it('that changes something answers 403 to a viewer and to a key that may only read', async () => {
    const changing = operations.filter(
      (o) => o.permission !== null && !['read', 'signedIn'].includes(o.permission),
    );
    expect(changing.length).toBeGreaterThan(15);
    const here = { 'x-tenant-id': ours.tenantId };
    expect(await statusesOf(changing, viewer.token, here)).toEqual(all(changing, 403));
    const key = await api.call('POST /api-keys', {
      token: ours.token,
      json: { name: 'reader', scopes: ['read'] },
    });
    expect(await statusesOf(changing, key.body.key as string)).toEqual(all(changing, 403));
  });

  it('that only reads is open to a viewer', async () => {
    const reading = operations.filter((o) => ['read', 'signedIn'].includes(o.permission ?? ''));
    const here = { 'x-tenant-id': ours.tenantId };
    expect(await statusesOf(reading, viewer.token, here)).toEqual(all(reading, 200));
  });

  it('has left everything of ours as it was', async () => {
    const as = { token: ours.token };
    const worker = await api.call(`GET /workers/${ids.workerId}`, as);
    expect(worker.body).toMatchObject({ status: 'stopped', version: 1, id: ids.workerId });
    const state = await api.call(`GET /workers/${ids.workerId}/state/k`, as);
    expect(state.body.value).toBe('ours');
    const workspace = await api.call(`GET /workspaces/${ids.workspaceId}`, as);
    expect(workspace.body).toMatchObject({ name: 'Main', workers: 1 });
    const members = await api.call(`GET /tenants/${ours.tenantId}/members`, as);
    expect((members.body.items as object[]).length).toBe(2);
    // And they are open to us: the ids in this test name what is there.
    const naming = operations.filter((o) => o.method === 'GET' && o.path.includes('{'));
    expect(await statusesOf(naming, ours.token)).toEqual(all(naming, 200));
  });
});

describe('a suspended tenant', () => {
  it('can be read and not changed', async () => {
    const id = theirs.tenantId;
    await api.database.system().tenant.update({ where: { id }, data: { suspendedAt: new Date() } });
    expect((await api.call('GET /workspaces', { token: theirs.token })).status).toBe(200);
    const refused = await api.call('POST /workspaces', {
      token: theirs.token,
      json: { name: 'x' },
    });
    expect(refused.body).toMatchObject({ status: 403, code: 'TENANT_SUSPENDED' });
  });
});
