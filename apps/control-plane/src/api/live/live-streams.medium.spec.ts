import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPostgresState, type State } from '@aispinner/state';
import {
  createTestDatabase,
  eventually,
  insertWorker,
  type TestDatabase,
} from '@aispinner/testing';
import { startApi, type ApiUnderTest, type SignedUp } from '../api.fixture.ts';
import { insertLog } from '../observe/log-lines.fixture.ts';
import { follow } from './follow.fixture.ts';

let db: TestDatabase;
let api: ApiUnderTest;
let state: State;
let user: SignedUp;
let workspaceId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  api = await startApi(db.url);
  state = createPostgresState({ databaseUrl: db.url });
  user = await api.signUp('user@example.com');
  const made = await api.call('POST /workspaces', { token: user.token, json: { name: 'Main' } });
  workspaceId = made.body.id as string;
});

afterAll(async () => {
  await api.close();
  await state.close();
  await db.drop();
});

function newWorker(): Promise<string> {
  const place = { tenantId: user.tenantId, workspaceId };
  return insertWorker(api.database, place, { status: 'stopped' });
}

const log = (workerId: string, lines: readonly (readonly [string, string])[]) =>
  insertLog(api, { tenantId: user.tenantId, workspaceId, workerId }, lines);

const hint = (workerId: string) =>
  state.live.publish([{ kind: 'logs', tenantId: user.tenantId, workspaceId, workerId }]);

const messages = (events: readonly { json: Record<string, unknown> }[]) =>
  events.map((e) => e.json.message);

const stream = (path: string, headers?: Record<string, string>) =>
  follow(api, user.token, path, headers);

describe('the log stream of a worker', () => {
  it('brings lines as they come, from a hint in well under the time of the next look', async () => {
    const id = await newWorker();
    await log(id, [['info', 'before']]);
    const reader = await stream(`/workers/${id}/logs/stream`);
    expect(reader.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    await log(id, [
      ['info', 'one'],
      ['error', 'two'],
    ]);
    await hint(id);
    await eventually(() => expect(messages(reader.events)).toEqual(['one', 'two']));
    expect(reader.events[0]).toMatchObject({ event: 'log', json: { level: 'info', version: 1 } });
    expect(reader.events[0]?.id).toBe(reader.events[0]?.json.id);
    reader.leave();
    await reader.ended;
  });

  it('brings them without any hint too', async () => {
    const id = await newWorker();
    const reader = await stream(`/workers/${id}/logs/stream?level=error`);
    await log(id, [
      ['info', 'not this'],
      ['error', 'this'],
    ]);
    await eventually(() => expect(messages(reader.events)).toEqual(['this']));
    reader.leave();
    await reader.ended;
  });

  it('goes on after the last id that a reader has seen', async () => {
    const id = await newWorker();
    await log(id, [
      ['info', 'a'],
      ['info', 'b'],
      ['info', 'c'],
    ]);
    const first = await stream(`/workers/${id}/logs/stream?tail=2`);
    await eventually(() => expect(messages(first.events)).toEqual(['b', 'c']));
    first.leave();
    await first.ended;
    await log(id, [['info', 'd']]);
    const lastEventId = first.events[0]?.id ?? '';
    const second = await stream(`/workers/${id}/logs/stream`, { 'last-event-id': lastEventId });
    await eventually(() => expect(messages(second.events)).toEqual(['c', 'd']));
    second.leave();
    await second.ended;
  });

  it('includes a line that comes to light after one with a higher id', async () => {
    const id = await newWorker();
    const reader = await stream(`/workers/${id}/logs/stream`);
    const [low] = await api.database.system().$queryRaw<{ id: bigint }[]>`
      SELECT nextval(pg_get_serial_sequence('log_lines', 'id')) AS id`;
    await log(id, [['info', 'higher']]);
    await hint(id);
    await eventually(() => expect(messages(reader.events)).toEqual(['higher']));
    await api.database.system().$executeRaw`
      INSERT INTO log_lines (id, tenant_id, workspace_id, worker_id, tick_id, version, batch_id,
        position, at, level, message)
      VALUES (${low?.id}, ${user.tenantId}, ${workspaceId}, ${id}, 't', 1, 'late', 0, now(),
        'info', 'lower')`;
    await hint(id);
    await eventually(() => expect(messages(reader.events)).toEqual(['higher', 'lower']));
    reader.leave();
    await reader.ended;
  });
});

describe('the event stream of a workspace', () => {
  it('tells of its own workers and of no others', async () => {
    const id = await newWorker();
    const reader = await stream(`/workspaces/${workspaceId}/events`);
    const { tenantId } = user;
    await state.live.publish([
      { kind: 'ticks', tenantId, workspaceId: 'wsp_other', workerId: 'wrk_other' },
      { kind: 'schedule', tenantId, workspaceId, workerId: id },
      { kind: 'ticks', tenantId, workspaceId, workerId: id },
    ]);
    await api.call(`POST /workers/${id}/start`, { token: user.token });
    await eventually(() =>
      expect(reader.events.map((e) => [e.event, e.json])).toEqual([
        ['ticks', { kind: 'ticks', workerId: id }],
        ['worker', { kind: 'worker', workerId: id }],
      ]),
    );
    reader.leave();
    await reader.ended;
  });

  it('ends when its reader may no longer read', async () => {
    const leaver = await api.signUp('leaver@example.com');
    const made = await api.call('POST /workspaces', { token: leaver.token, json: { name: 'w' } });
    const path = `/workspaces/${String(made.body.id)}/events`;
    const reader = await follow(api, leaver.token, path);
    await api.call('POST /auth/logout', { json: { refreshToken: leaver.refreshToken } });
    api.clock.advance(16_000);
    await reader.ended;
    expect(reader.response.status).toBe(200);
  });
});
