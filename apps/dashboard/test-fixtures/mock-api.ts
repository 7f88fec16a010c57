import type { Problem, StatsWindow, TestRunView, VersionView } from '@aispinner/contracts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { MockWorker } from './mock-worker.ts';
import { ME, statsOf, usage, WORKERS, WORKSPACE } from './mock-world.ts';

const SESSION = {
  accessToken: 'access',
  tokenType: 'Bearer',
  expiresInSeconds: 900,
  refreshToken: 'refresh',
  refreshExpiresAt: '2030-01-01T00:00:00.000Z',
};

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
}

class Refused extends Error {
  readonly problem: Problem;
  constructor(status: number, code: string, detail: string, errors?: Problem['errors']) {
    super(detail);
    this.problem = { type: 'about:blank', title: code, status, detail, code };
    if (errors !== undefined) this.problem.errors = errors;
  }
}

export function answer(call: Call, response: ServerResponse): void {
  try {
    const value = route(call);
    response.writeHead(value === undefined ? 204 : 200, { 'content-type': 'application/json' });
    response.end(value === undefined ? '' : JSON.stringify(value));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    response.writeHead(error.problem.status, { 'content-type': 'application/problem+json' });
    response.end(JSON.stringify(error.problem));
  }
}

const page = (items: readonly unknown[]): unknown => ({ items, nextCursor: null });

function route({ method, path, query, body }: Call): unknown {
  const [, top, id, part, sub] = path.split('/');
  switch (top) {
    case 'auth':
      if (id === 'login' && body['password'] === 'wrong') {
        throw new Refused(401, 'BAD_CREDENTIALS', 'The e-mail address or the password is wrong.');
      }
      return id === 'register'
        ? { registrationId: 'r1', expiresAt: SESSION.refreshExpiresAt }
        : SESSION;
    case 'me':
      return ME;
    case 'usage':
      return usage();
    case 'api-keys':
      if (method === 'POST')
        return { ...KEYS[0], name: body['name'], key: `ask_${'x'.repeat(43)}` };
      return page(KEYS);
    case 'workspaces':
      if (part === 'workers' && method === 'POST') return created(body);
      if (part === 'workers') return page(WORKERS.map((worker) => worker.view(WORKSPACE.id)));
      if (part === 'test-runs') return testRun(body);
      return page([WORKSPACE]);
    case 'workers':
      return ofWorker(found(id), method, part, sub, query, body);
    default:
      throw new Refused(404, 'NOT_FOUND', 'There is no such route.');
  }
}

const KEYS = ['deploy-script', 'grafana'].map((name, i) => ({
  id: `k${i}`,
  name,
  prefix: `ask_${i}f3a`,
  scopes: i === 0 ? ['read', 'write'] : ['read'],
  createdBy: 'u1',
  createdAt: '2026-11-10T08:00:00.000Z',
  expiresAt: null,
  lastUsedAt: i === 0 ? new Date(Date.now() - 240_000).toISOString() : null,
}));

function found(id: string | undefined): MockWorker {
  const worker = WORKERS.find((each) => each.plan.id === id);
  if (worker === undefined) throw new Refused(404, 'NOT_FOUND', 'There is no such worker.');
  return worker;
}

function created(body: Record<string, unknown>): unknown {
  const id = `w${WORKERS.length + 1}`;
  const worker = new MockWorker(
    {
      id,
      name: String(body['name']),
      seconds: Number(body['tickIntervalSeconds']),
      version: 1,
      status: 'stopped',
      code: String(body['code']),
      errors: 0,
      typicalMs: 5,
      line: (n) => ({ level: 'info', message: `tick ${n}` }),
    },
    Date.now(),
    99,
  );
  WORKERS.push(worker);
  return worker.view(WORKSPACE.id);
}

function check(code: string): void {
  const index = code.split('\n').findIndex((line) => /^import os\b/.test(line));
  if (index < 0) return;
  const message = 'Import of os is not allowed in worker sandbox.';
  throw new Refused(422, 'CODE_REFUSED', 'The code was refused.', [
    { path: 'code', message, line: index + 1, column: 8, code: 'IMPORT' },
  ]);
}

function testRun(body: Record<string, unknown>): TestRunView {
  check(String(body['code']));
  const n = Number(body['ticks']);
  const ticks = Array.from({ length: n }, (_, i) => ({
    outcome: 'ok' as const,
    reason: null,
    durationMs: i === 0 ? 12.4 : 3.1 + i / 7,
    error: null,
  }));
  const logs = ticks.map((_, i) => ({
    level: i === 1 ? ('warn' as const) : ('info' as const),
    message: i === 1 ? 'the fast average went above the slow one' : `price 100.${i}3, fast 100.1`,
    at: new Date().toISOString(),
  }));
  const state = { prices: [100, 100.12, 99.87, 100.4], side: 'above' };
  return { outcome: 'ok', ticks, logs, state, error: null, problems: [] };
}

function ofWorker(
  worker: MockWorker,
  method: string,
  part: string | undefined,
  sub: string | undefined,
  query: URLSearchParams,
  body: Record<string, unknown>,
): unknown {
  switch (part) {
    case undefined:
      if (method === 'DELETE') {
        WORKERS.splice(WORKERS.indexOf(worker), 1);
        return undefined;
      }
      if (method === 'PATCH') worker.name = body['name'] as string;
      return worker.view(WORKSPACE.id);
    case 'start':
    case 'restart':
      worker.status = 'running';
      worker.errorsInARow = 0;
      worker.nextDueMs = Date.now() + 1000;
      return worker.view(WORKSPACE.id);
    case 'stop':
      worker.status = 'stopped';
      return worker.view(WORKSPACE.id);
    case 'ticks': {
      const outcome = query.get('outcome');
      const wanted = worker.ticks.filter((tick) => outcome === null || tick.outcome === outcome);
      const from = Number(query.get('cursor') ?? 0);
      const limit = Number(query.get('limit') ?? 50);
      const more = from + limit < wanted.length ? String(from + limit) : null;
      return { items: wanted.slice(from, from + limit), nextCursor: more };
    }
    case 'stats':
      return statsOf(worker, (query.get('window') ?? '1h') as StatsWindow);
    case 'state':
      if (method === 'PUT' && sub !== undefined) {
        worker.state.set(sub, { value: body['value'], updatedAt: new Date().toISOString() });
      }
      if (method === 'DELETE' && sub !== undefined) worker.state.delete(sub);
      if (method !== 'GET') return undefined;
      return page([...worker.state].map(([key, entry]) => ({ key, ...entry })));
    case 'versions':
      if (method === 'POST') {
        check(String(body['code']));
        worker.codes.push(String(body['code']));
        return versionOf(worker, worker.codes.length);
      }
      if (sub !== undefined) {
        return { ...versionOf(worker, Number(sub)), code: worker.codes[Number(sub) - 1] };
      }
      return page(worker.codes.map((_, i) => versionOf(worker, i + 1)).reverse());
    case 'rollback':
      worker.codes.push(worker.codes[Number(body['version']) - 1] ?? '');
      return versionOf(worker, worker.codes.length);
    default:
      throw new Refused(404, 'NOT_FOUND', 'There is no such route.');
  }
}

function versionOf(worker: MockWorker, version: number): VersionView {
  const age = (worker.codes.length - version) * 5_400_000 + 600_000;
  return {
    workerId: worker.plan.id,
    version,
    codeHash: 'f'.repeat(64),
    restores: version === 4 ? 2 : null,
    createdBy: 'u1',
    createdAt: new Date(Date.now() - age).toISOString(),
  };
}

/** Live streams: `/workspaces/…/events` and `/workers/…/logs/stream`. */
export function stream(call: Call, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(': connected\n\n');
  const send = (name: string, value: unknown, id = ''): void => {
    response.write(
      `${id === '' ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(value)}\n\n`,
    );
  };
  const [, top, id] = call.path.split('/');
  const levels = call.query.get('level')?.split(',') ?? [];
  const search = call.query.get('q') ?? '';
  let sent = 0;
  const step = (): void => {
    if (top === 'workspaces') return;
    const { logs } = found(id);
    const first =
      sent === 0 ? Math.max(0, logs.length - Number(call.query.get('tail') ?? 0)) : sent;
    for (const line of logs.slice(first)) {
      const isWanted = levels.length === 0 || levels.includes(line.level);
      if (isWanted && line.message.includes(search)) send('log', line, line.id);
    }
    sent = logs.length;
  };
  step();
  const timer = setInterval(step, 200);
  const hint = (workerId: string): void => {
    if (top === 'workspaces') send('hint', { kind: 'ticks', workerId });
  };
  hints.add(hint);
  request.on('close', () => {
    clearInterval(timer);
    hints.delete(hint);
  });
}

const hints = new Set<(workerId: string) => void>();

/** Lets running workers tick when they are due. */
export function beat(): void {
  for (const worker of WORKERS) {
    if (worker.status !== 'running' || worker.nextDueMs > Date.now()) continue;
    worker.tick();
    for (const hint of hints) hint(worker.plan.id);
  }
}
