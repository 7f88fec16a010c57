import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, startPostgres, type OwnPostgres } from '@aispinner/testing';
import { startApi, type ApiUnderTest, type SignedUp } from './api.fixture.ts';

let postgres: OwnPostgres;
let api: ApiUnderTest;
let user: SignedUp;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres.url);
  user = await api.signUp('user@example.com');
}, 60_000);

afterAll(async () => {
  await api.close();
  await postgres.stop();
}, 60_000);

const get = (path: string) => api.call(`GET ${path}`, { token: user.token });

/** Not through `call`: a probe answers in its own words. */
async function readiness(): Promise<number> {
  const response = await fetch(`${api.baseUrl}/readyz`);
  await response.body?.cancel();
  return response.status;
}

describe('while Postgres is away', () => {
  it('requests are told when to come back, and are served once it is there again', async () => {
    const made = await api.call('POST /workspaces', { token: user.token, json: { name: 'Main' } });
    const workspaceId = String(made.body.id);
    await eventually(async () => expect(await readiness()).toBe(200));
    const leave = new AbortController();
    const stream = await fetch(`${api.baseUrl}/api/v1/workspaces/${workspaceId}/events`, {
      headers: { authorization: `Bearer ${user.token}` },
      signal: leave.signal,
    });
    expect(stream.status).toBe(200);

    const busy = Array.from({ length: 20 }, () => get('/workspaces'));
    await postgres.kill();
    const cut = await Promise.all(busy);
    expect(cut.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);

    for (let i = 0; i < 3; i++) {
      const answer = await get('/workspaces');
      expect(answer.body).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
      expect(answer.headers.get('retry-after')).toBe('1');
      expect(answer.text).not.toMatch(/postgres|prisma|127\.0\.0\.1|ECONN/i);
    }
    const login = await api.call('POST /auth/login', {
      json: { email: user.email, password: user.password },
    });
    expect(login.status).toBe(503);
    expect(await readiness()).toBe(503);
    expect((await fetch(`${api.baseUrl}/healthz`)).status).toBe(200);

    await postgres.restart();
    await eventually(async () => expect((await get('/workspaces')).status).toBe(200), {
      timeoutMs: 15_000,
    });
    expect((await get('/workspaces')).body).toMatchObject({ items: [{ id: workspaceId }] });
    await eventually(async () => expect(await readiness()).toBe(200), { timeoutMs: 15_000 });
    leave.abort();
  }, 60_000);
});
