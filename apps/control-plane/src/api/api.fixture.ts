import 'reflect-metadata';
import { problem, type RunnerReply, type RunnerRequest } from '@aispinner/contracts';
import { NoRunnerError } from '@aispinner/messaging';
import { createDatabase, type Database } from '@aispinner/persistence';
import { createLogger, type Config } from '@aispinner/platform';
import { createPostgresState } from '@aispinner/state';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Route } from './http/route.ts';
import { BASE_PATH, ROUTES } from './controllers.ts';
import { createApi } from './create-api.ts';
import type { Mail } from './mail/mailer.ts';

/** The API over HTTP on a real database and bus; only runners and the mail server are played. */
export interface ApiUnderTest {
  readonly baseUrl: string;
  readonly database: Database;
  readonly runner: PlayedRunner;
  readonly mails: readonly Mail[];
  /** Moves the clock of the API. */
  readonly clock: { now(): number; advance(ms: number): void };
  call(call: string, options?: CallOptions): Promise<Answer>;
  /** Registers and confirms a user by the code in the mail. */
  signUp(email: string): Promise<SignedUp>;
  close(): Promise<void>;
}

export interface CallOptions {
  readonly token?: string | null;
  readonly json?: unknown;
  /** The body as it is, in place of `json`. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: T;
}

export interface SignedUp {
  readonly email: string;
  readonly password: string;
  readonly token: string;
  readonly refreshToken: string;
  readonly userId: string;
  readonly tenantId: string;
}

export const PASSWORD = 'correct horse battery';

/** Refuses code that says so, and runs nothing. */
export class PlayedRunner {
  away = false;
  /** It answers when this has resolved. */
  busy: Promise<void> = Promise.resolve();
  readonly asked: RunnerRequest[] = [];

  async ask(request: RunnerRequest): Promise<RunnerReply> {
    if (this.away) throw new NoRunnerError('nobody');
    this.asked.push(request);
    await this.busy;
    const { requestId } = request;
    const problems = request.code.includes('REFUSE')
      ? [{ line: 2, column: 5, message: 'invalid syntax', code: 'SYNTAX' }]
      : [];
    if (request.kind === 'check') return { kind: 'check', requestId, problems };
    return {
      kind: 'testRun',
      requestId,
      outcome: problems.length > 0 ? 'error' : 'ok',
      ticks: [{ outcome: 'ok', reason: null, durationMs: 1.5, error: null }],
      logs: [{ level: 'info', message: 'hello', at: 1_700_000_000_000 }],
      state: request.state,
      error: null,
      problems,
    };
  }
}

export async function startApi(
  databaseUrl: string,
  { trustProxy = 0 }: { readonly trustProxy?: Config['trustProxy'] } = {},
): Promise<ApiUnderTest> {
  const log = createLogger('api', { logLevel: 'silent' });
  const database = createDatabase({ url: databaseUrl, poolSize: 5 });
  const state = createPostgresState({ databaseUrl, retryForMs: 500 });
  const runner = new PlayedRunner();
  const mails: Mail[] = [];
  let ahead = 0;
  const clock = {
    now: () => Date.now() + ahead,
    advance: (ms: number) => {
      ahead += ms;
    },
  };
  const api = await createApi(
    {
      database,
      live: state.live,
      requests: runner,
      state: state.store,
      leases: state.leases,
      counters: state.counters,
      mailer: {
        send: (mail) => Promise.resolve(void mails.push(mail)),
        close: () => Promise.resolve(),
      },
      clock,
      log,
      authSecret: 'a secret for tests, long enough to be one',
    },
    {
      publicUrl: 'http://localhost',
      trustProxy,
      dashboardFolder: join(tmpdir(), 'no-dashboard-here'),
      onServed: () => undefined,
    },
  );
  const baseUrl = `http://127.0.0.1:${await api.listen(0, '127.0.0.1')}`;
  const call = (text: string, options?: CallOptions): Promise<Answer> =>
    request(baseUrl, text, options);
  return {
    baseUrl,
    database,
    runner,
    mails,
    clock,
    call,
    signUp: (email) => signUp(call, mails, email),
    close: async () => {
      await api.close();
      await state.close();
      await database.close();
    },
  };
}

/** Calls `POST /workspaces`; what comes back must be what the route's schema says. */
async function request(baseUrl: string, call: string, options: CallOptions = {}): Promise<Answer> {
  const [method = 'GET', path = ''] = call.split(' ');
  const { token, json, headers, signal } = options;
  const body = options.text ?? (json === undefined ? undefined : JSON.stringify(json));
  const response = await fetch(`${baseUrl}${path.startsWith('/api/') ? '' : BASE_PATH}${path}`, {
    method,
    headers: {
      ...(token === undefined || token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
    ...(signal === undefined ? {} : { signal }),
  });
  const text = await response.text();
  const answer = {
    status: response.status,
    headers: response.headers,
    text,
    body: (text === '' ? null : JSON.parse(text)) as Record<string, unknown>,
  };
  mustKeepContract(routeOfCall(method, path), answer);
  return answer;
}

function routeOfCall(method: string, path: string): Route | null {
  const pathname = path.split('?')[0] ?? '';
  const matches = (route: Route): boolean =>
    new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`).test(pathname);
  return ROUTES.find((route) => route.method === method && matches(route)) ?? null;
}

function mustKeepContract(route: Route | null, { status, headers, text, body }: Answer): void {
  const type = headers.get('content-type') ?? '';
  if (status >= 400) {
    expectEqual(type, 'application/problem+json; charset=utf-8');
    expectEqual(problem.strict().parse(body), body);
    expectEqual(body.status, status);
    return;
  }
  if (route === null) return;
  expectEqual(status, route.status);
  if (route.response.kind === 'empty') expectEqual(text, '');
  if (route.response.kind === 'json') {
    expectEqual(type, 'application/json; charset=utf-8');
    // Unknown fields are stripped by the schema, and so show up as a difference.
    expectEqual(route.response.schema.parse(body), body);
  }
}

function expectEqual(actual: unknown, expected: unknown): void {
  const [a, b] = [sorted(actual), sorted(expected)];
  if (a !== b) throw new Error(`The answer breaks its contract: ${a} is not ${b}`);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) =>
    typeof v === 'object' && v !== null && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([x], [y]) => (x < y ? -1 : 1)))
      : v,
  );
}

async function signUp(
  call: ApiUnderTest['call'],
  mails: readonly Mail[],
  email: string,
): Promise<SignedUp> {
  const registered = await call('POST /auth/register', { json: { email, password: PASSWORD } });
  const code = /\d{6}/.exec(mails.findLast((mail) => mail.to === email)?.text ?? '')?.[0];
  const { registrationId } = registered.body;
  const confirmed = await call('POST /auth/confirm', { json: { registrationId, code } });
  const { accessToken, refreshToken } = confirmed.body as Record<string, string>;
  if (accessToken === undefined || refreshToken === undefined) throw new Error(confirmed.text);
  const me = await call('GET /me', { token: accessToken });
  const { user, tenant } = me.body as { user: { id: string }; tenant: { id: string } };
  const ids = { userId: user.id, tenantId: tenant.id };
  return { email, password: PASSWORD, token: accessToken, refreshToken, ...ids };
}
