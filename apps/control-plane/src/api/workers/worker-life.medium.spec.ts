import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Ledger } from '@aispinner/persistence';
import { createPostgresState } from '@aispinner/state';
import { createTestDatabase, eventually, type TestDatabase } from '@aispinner/testing';
import { startApi, type ApiUnderTest, type SignedUp } from '../api.fixture.ts';

const CODE = 'def tick(ctx):\n    pass\n';

let db: TestDatabase;
let api: ApiUnderTest;
let owner: SignedUp;
let workspaceId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  api = await startApi(db.url);
  owner = await api.signUp('owner@example.com');
  workspaceId = await makeWorkspace('Main');
});

afterAll(async () => {
  await api.close();
  await db.drop();
});

beforeEach(() => {
  api.runner.away = false;
});

async function makeWorkspace(name: string): Promise<string> {
  const made = await api.call('POST /workspaces', { token: owner.token, json: { name } });
  return made.body.id as string;
}

let count = 0;
async function makeWorker(fields: object = {}): Promise<Record<string, unknown>> {
  const json = { name: `worker ${++count}`, code: CODE, tickIntervalSeconds: 5, ...fields };
  const made = await api.call(`POST /workspaces/${workspaceId}/workers`, {
    token: owner.token,
    json,
  });
  expect(made.status).toBe(201);
  return made.body;
}

const call = (text: string, json?: unknown) =>
  api.call(text, { token: owner.token, ...(json === undefined ? {} : { json }) });

describe('a worker', () => {
  it('is made stopped, with its code as version 1', async () => {
    const worker = await makeWorker({ name: 'first' });
    expect(worker).toMatchObject({
      workspaceId,
      name: 'first',
      status: 'stopped',
      version: 1,
      tickIntervalSeconds: 5,
      effectiveIntervalSeconds: 5,
      maxErrors: 10,
      isolation: 'shared',
      nextDueAt: null,
      lastTick: null,
    });
    const version = await call(`GET /workers/${String(worker.id)}/versions/1`);
    expect(version.body).toMatchObject({ version: 1, code: CODE, restores: null });
  });

  it('starts with a due time within one interval, and goes on as it is when started again', async () => {
    const { id } = await makeWorker();
    const started = await call(`POST /workers/${String(id)}/start`);
    const again = await call(`POST /workers/${String(id)}/start`);
    expect(started.body).toMatchObject({ status: 'running' });
    const ahead = Date.parse(started.body.nextDueAt as string) - Date.now();
    expect(ahead).toBeGreaterThan(-1000);
    expect(ahead).toBeLessThanOrEqual(5000);
    // A due time may have passed meanwhile: it is another of the same grid.
    const apart =
      Date.parse(again.body.nextDueAt as string) - Date.parse(started.body.nextDueAt as string);
    expect(apart % 5000).toBe(0);
    const stopped = await call(`POST /workers/${String(id)}/stop`);
    expect(stopped.body).toMatchObject({ status: 'stopped', nextDueAt: null });
  });

  it('gets a new activation by restart and deploy, not by a start that changes nothing', async () => {
    const { id } = await makeWorker();
    const activation = async (): Promise<number> =>
      (await api.database.system().worker.findUniqueOrThrow({ where: { id: String(id) } }))
        .activation;
    await call(`POST /workers/${String(id)}/start`);
    expect(await activation()).toBe(1);
    await call(`POST /workers/${String(id)}/start`);
    expect(await activation()).toBe(1);
    await call(`POST /workers/${String(id)}/restart`);
    expect(await activation()).toBe(2);
    await call(`POST /workers/${String(id)}/versions`, { code: `${CODE}\n# two\n` });
    expect(await activation()).toBe(3);
  });

  it('has the due times of its new interval from the moment of the change', async () => {
    const { id } = await makeWorker({ tickIntervalSeconds: 3600 });
    await call(`POST /workers/${String(id)}/start`);
    const changed = await call(`PATCH /workers/${String(id)}`, { tickIntervalSeconds: 1 });
    const ahead = Date.parse(changed.body.nextDueAt as string) - Date.now();
    expect(ahead).toBeLessThanOrEqual(1000);
    expect(changed.body).toMatchObject({ tickIntervalSeconds: 1, effectiveIntervalSeconds: 1 });
  });

  it('runs again after it failed, by start, by deploy and by rollback', async () => {
    const { id } = await makeWorker();
    const fail = async () => {
      await api.database.system().dueTime.deleteMany({ where: { workerId: String(id) } });
      await api.database.system().worker.update({
        where: { id: String(id) },
        data: { status: 'failed', statusReason: 'too many', consecutiveErrors: 10 },
      });
    };
    await fail();
    const deployed = await call(`POST /workers/${String(id)}/versions`, { code: `${CODE}# v2\n` });
    expect(deployed.body).toMatchObject({ version: 2 });
    const nextDueAt: unknown = expect.any(String);
    const running = { status: 'running', statusReason: null, consecutiveErrors: 0, nextDueAt };
    const look = async () => (await call(`GET /workers/${String(id)}`)).body;
    expect(await look()).toMatchObject({ ...running, version: 2 });
    await fail();
    await call(`POST /workers/${String(id)}/rollback`, { version: 1 });
    expect(await look()).toMatchObject({ ...running, version: 3 });
    await fail();
    expect((await call(`POST /workers/${String(id)}/start`)).body).toMatchObject(running);
  });

  it('is gone once deleted, with its versions and state', async () => {
    const { id } = await makeWorker();
    await call(`PUT /workers/${String(id)}/state/k`, { value: 1 });
    expect((await call(`DELETE /workers/${String(id)}`)).status).toBe(204);
    expect((await call(`GET /workers/${String(id)}`)).status).toBe(404);
    const where = { workerId: String(id) };
    expect(await api.database.system().workerVersion.count({ where })).toBe(0);
    expect(await api.database.system().workerState.count({ where })).toBe(0);
  });

  it('shows the newest row of the ledger', async () => {
    const { id } = await makeWorker();
    const workerId = String(id);
    const dueAt = new Date('2026-01-01T00:00:00.250Z');
    await new Ledger(api.database).record([
      {
        workerId,
        dueAt: dueAt.getTime(),
        tenantId: owner.tenantId,
        workspaceId,
        version: 1,
        number: 7,
        outcome: 'error',
        reason: null,
        error: { type: 'ValueError', message: '\u0000', traceback: 't' },
        queuedAt: dueAt.getTime(),
        startedAt: dueAt.getTime(),
        endedAt: dueAt.getTime(),
        latenessMs: 3.5,
        cause: null,
        parts: { scheduler: 1, queue: 1, predecessor: 0, sandbox: 1, cold_start: 0.5 },
        durationMs: 1,
        cpuMs: 1,
        count: 1,
      },
    ]);
    const shown = (await call(`GET /workers/${workerId}`)).body.lastTick;
    expect(shown).toMatchObject({
      tickId: `${workerId}.${dueAt.getTime()}`,
      number: 7,
      outcome: 'error',
      error: { message: '\u0000' },
    });
    expect((await call(`GET /workers/${workerId}/ticks`)).body.items).toEqual([shown]);
  });
});

describe('a change', () => {
  it('wakes the scheduler where it moves a due time, and only there', async () => {
    const state = createPostgresState({ databaseUrl: db.url });
    const events: string[] = [];
    await state.live.subscribe(({ kind }) => events.push(kind));
    const { id } = await makeWorker();
    await eventually(() => expect(events).toEqual(['worker']));
    await call(`POST /workers/${String(id)}/start`);
    await eventually(() => expect(events.sort()).toEqual(['schedule', 'worker', 'worker']));
    await call(`PATCH /workers/${String(id)}`, { name: 'another name' });
    await eventually(() => expect(events).toHaveLength(4));
    await call(`PATCH /workers/${String(id)}`, { tickIntervalSeconds: 7 });
    await eventually(() => expect(events.filter((kind) => kind === 'schedule')).toHaveLength(2));
    await state.close();
  });
});

describe('a deploy', () => {
  it('is refused with line and column, and leaves nothing behind', async () => {
    const before = await api.database.system().worker.count();
    const refused = await call(`POST /workspaces/${workspaceId}/workers`, {
      name: 'refused',
      code: 'REFUSE',
      tickIntervalSeconds: 5,
    });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      code: 'CODE_REFUSED',
      errors: [{ path: 'code', line: 2, column: 5, message: 'invalid syntax', code: 'SYNTAX' }],
    });
    expect(await api.database.system().worker.count()).toBe(before);
    const { id } = await makeWorker();
    expect((await call(`POST /workers/${String(id)}/versions`, { code: 'REFUSE' })).status).toBe(
      422,
    );
    expect((await call(`GET /workers/${String(id)}`)).body.version).toBe(1);
  });

  it('says when to come back while no runner is there', async () => {
    api.runner.away = true;
    const answer = await call(`POST /workspaces/${workspaceId}/workers`, {
      name: 'later',
      code: CODE,
      tickIntervalSeconds: 5,
    });
    expect(answer.status).toBe(503);
    expect(answer.body.code).toBe('NO_RUNNER');
    expect(answer.headers.get('retry-after')).toBe('5');
  });

  it('never changes a version: rolling back adds one', async () => {
    const { id } = await makeWorker();
    await call(`POST /workers/${String(id)}/versions`, { code: `${CODE}# two\n` });
    const back = await call(`POST /workers/${String(id)}/rollback`, { version: 1 });
    expect(back.body).toMatchObject({ version: 3, restores: 1 });
    expect((await call(`GET /workers/${String(id)}/versions/3`)).body.code).toBe(CODE);
    const list = await call(`GET /workers/${String(id)}/versions?limit=2`);
    const items = list.body.items as { version: number }[];
    expect(items.map((v) => v.version)).toEqual([3, 2]);
    const rest = await call(
      `GET /workers/${String(id)}/versions?limit=2&cursor=${String(list.body.nextCursor)}`,
    );
    expect(rest.body).toMatchObject({ items: [{ version: 1 }], nextCursor: null });
    const unknown = await call(`POST /workers/${String(id)}/rollback`, { version: 9 });
    expect(unknown.body).toMatchObject({ status: 400, errors: [{ path: 'version' }] });
  });

  it('gives each of many at once its own number', async () => {
    const { id } = await makeWorker();
    const codes = Array.from({ length: 8 }, (_, i) => `${CODE}# ${i}\n`);
    const made = await Promise.all(
      codes.map((code) => call(`POST /workers/${String(id)}/versions`, { code })),
    );
    const numbers = made.map((answer) => answer.body.version).sort();
    expect(numbers).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    expect((await call(`GET /workers/${String(id)}`)).body.version).toBe(9);
  });
});

describe('a test run', () => {
  it('hands the state over and back digit by digit', async () => {
    const digits = '123456789012345678901234567890';
    const answer = await api.call(`POST /workspaces/${workspaceId}/test-runs`, {
      token: owner.token,
      text: `{"code": ${JSON.stringify(CODE)}, "state": {"b": ${digits}, "1": [1.0, {"__proto__": 2}]}, "timeoutSeconds": 0.5e1}`,
    });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(`"state":{"b":${digits},"1":[1.0,{"__proto__":2}]}`);
    expect(api.runner.asked.at(-1)).toMatchObject({
      kind: 'testRun',
      ticks: 1,
      limits: { tickTimeoutMs: 5000, memoryMb: 256 },
    });
  });

  it('tells of code that cannot be loaded without failing itself', async () => {
    const answer = await call(`POST /workspaces/${workspaceId}/test-runs`, { code: 'REFUSE' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      outcome: 'error',
      error: { type: 'SyntaxError', message: 'invalid syntax' },
      problems: [{ line: 2, column: 5 }],
    });
  });

  it('names the key of a state that may not be', async () => {
    const answer = await api.call(`POST /workspaces/${workspaceId}/test-runs`, {
      token: owner.token,
      text: `{"code": "x", "state": {"ok": 1, "big": 1e999}}`,
    });
    expect(answer.body).toMatchObject({ status: 400, errors: [{ path: 'state.big' }] });
  });

  it('says soon that no runner is there', async () => {
    api.clock.advance(60_000);
    api.runner.away = true;
    const answer = await call(`POST /workspaces/${workspaceId}/test-runs`, { code: CODE });
    expect(answer.status).toBe(503);
  });
});
