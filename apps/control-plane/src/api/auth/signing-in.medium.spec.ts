import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@aispinner/testing';
import { SignJWT } from 'jose';
import { PASSWORD, startApi, type ApiUnderTest } from '../api.fixture.ts';
import { derivedKey } from './derived-keys.ts';

let db: TestDatabase;
let api: ApiUnderTest;

beforeAll(async () => {
  db = await createTestDatabase();
  api = await startApi(db.url);
});

afterAll(async () => {
  await api.close();
  await db.drop();
});

const post = (path: string, json: object) => api.call(`POST ${path}`, { json });
const me = (token: string) => api.call('GET /me', { token });
const codeFor = (email: string) =>
  /\d{6}/.exec(api.mails.findLast((mail) => mail.to === email)?.text ?? '')?.[0] ?? '';

describe('registering', () => {
  it('gives a tenant of one’s own on the free plan', async () => {
    const user = await api.signUp('First@Example.com'.toLowerCase());
    const answer = await me(user.token);
    expect(answer.body).toMatchObject({
      user: { email: 'first@example.com', isPlatformAdmin: false },
      tenant: { id: user.tenantId, role: 'owner', suspended: false },
      permissions: ['read', 'write', 'manage', 'own'],
      plan: { id: 'free' },
    });
  });

  it('answers alike for an address that is known, and tells its owner by mail', async () => {
    const user = await api.signUp('known@example.com');
    const again = await post('/auth/register', {
      email: user.email,
      password: 'another one, long',
    });
    const fresh = await post('/auth/register', { email: 'fresh@example.com', password: PASSWORD });
    expect(again.status).toBe(fresh.status);
    expect(Object.keys(again.body)).toEqual(Object.keys(fresh.body));
    expect(api.mails.findLast((m) => m.to === user.email)?.subject).toMatch(/already have/);
    const confirmed = await post('/auth/confirm', {
      registrationId: again.body.registrationId,
      code: '000000',
    });
    expect(confirmed.status).toBe(400);
    // The password has not changed.
    expect((await post('/auth/login', { email: user.email, password: PASSWORD })).status).toBe(200);
  });

  it('lets nobody in before the code, and the code in once', async () => {
    const email = 'pending@example.com';
    const registered = await post('/auth/register', { email, password: PASSWORD });
    const early = await post('/auth/login', { email, password: PASSWORD });
    expect(early.body).toMatchObject({ status: 403, code: 'EMAIL_NOT_CONFIRMED' });
    const json = { registrationId: registered.body.registrationId, code: codeFor(email) };
    expect((await post('/auth/confirm', json)).status).toBe(200);
    expect((await post('/auth/confirm', json)).status).toBe(400);
  });

  it('takes five guesses at a code, even all at once', async () => {
    const email = 'guessed@example.com';
    const { registrationId } = (await post('/auth/register', { email, password: PASSWORD })).body;
    const wrong = codeFor(email) === '111111' ? '222222' : '111111';
    await Promise.all(
      Array.from({ length: 5 }, () => post('/auth/confirm', { registrationId, code: wrong })),
    );
    const right = await post('/auth/confirm', { registrationId, code: codeFor(email) });
    expect(right.status).toBe(400);
  });

  it('cannot be made to confirm the password that somebody else chose', async () => {
    const email = 'victim@example.com';
    const victim = await post('/auth/register', { email, password: PASSWORD });
    await post('/auth/register', { email, password: 'chosen by an attacker' });
    // The code of the later mail, typed where the victim registered.
    const { registrationId } = victim.body;
    const confirmed = await post('/auth/confirm', { registrationId, code: codeFor(email) });
    expect(confirmed.status).toBe(400);
    const json = { email, password: 'chosen by an attacker' };
    expect((await post('/auth/login', json)).status).toBe(403);
  });
});

describe('signing in', () => {
  it('answers alike for a wrong password and an unknown address', async () => {
    const user = await api.signUp('in@example.com');
    const wrong = await post('/auth/login', { email: user.email, password: 'wrong' });
    const unknown = await post('/auth/login', { email: 'un@example.com', password: 'wrong' });
    expect(wrong.status).toBe(401);
    const sentence = ({ requestId: _, ...rest }: Record<string, unknown>) => rest;
    expect(sentence(wrong.body)).toEqual(sentence(unknown.body));
  });

  it('stops guessing of a password, however right the eleventh guess is', async () => {
    const user = await api.signUp('brute@example.com');
    const guess = (password: string) => post('/auth/login', { email: user.email, password });
    for (let i = 0; i < 10; i++) expect((await guess('wrong')).status).toBe(401);
    const last = await guess(PASSWORD);
    expect(last.body).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('is not limited while the password is right', async () => {
    const user = await api.signUp('often@example.com');
    for (let i = 0; i < 12; i++) {
      const answer = await post('/auth/login', { email: user.email, password: PASSWORD });
      expect(answer.status).toBe(200);
    }
  });
});

describe('a session', () => {
  it('rotates its refresh token, and ends when an old one comes back', async () => {
    const user = await api.signUp('rotate@example.com');
    const second = (await post('/auth/refresh', { refreshToken: user.refreshToken })).body;
    const third = (await post('/auth/refresh', { refreshToken: second.refreshToken })).body;
    expect((await me(third.accessToken as string)).status).toBe(200);
    // Two steps back: the thief has rotated twice before its owner came.
    const stolen = await post('/auth/refresh', { refreshToken: user.refreshToken });
    expect(stolen.body).toMatchObject({ status: 401, code: 'INVALID_REFRESH_TOKEN' });
    const newest = await post('/auth/refresh', { refreshToken: third.refreshToken });
    expect(newest.status).toBe(401);
    expect((await me(third.accessToken as string)).status).toBe(401);
  });

  it('gives one of two refreshes at once a new token', async () => {
    const { refreshToken } = await api.signUp('race@example.com');
    const both = await Promise.all([
      post('/auth/refresh', { refreshToken }),
      post('/auth/refresh', { refreshToken }),
    ]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 401]);
  });

  it('is not ended by a token that was made up', async () => {
    const user = await api.signUp('made-up@example.com');
    const [sessionId] = user.refreshToken.split('.');
    const forged = await post('/auth/refresh', { refreshToken: `${sessionId}.AAAA.BBBB` });
    expect(forged.status).toBe(401);
    const json = { refreshToken: user.refreshToken };
    expect((await post('/auth/refresh', json)).status).toBe(200);
  });

  it('is over at once when signed out', async () => {
    const user = await api.signUp('out@example.com');
    expect((await post('/auth/logout', { refreshToken: user.refreshToken })).status).toBe(204);
    expect((await me(user.token)).status).toBe(401);
    expect((await post('/auth/refresh', { refreshToken: user.refreshToken })).status).toBe(401);
  });

  it('has access tokens that last 15 minutes', async () => {
    const user = await api.signUp('fifteen@example.com');
    api.clock.advance(14 * 60_000);
    expect((await me(user.token)).status).toBe(200);
    api.clock.advance(70_000);
    expect((await me(user.token)).status).toBe(401);
  });
});

describe('an access token', () => {
  it.each([
    ['of another kind', { typ: 'JWT' }, {}],
    ['for another audience', {}, { aud: 'somebody' }],
    ['of another issuer', {}, { iss: 'somebody' }],
    ['that never ends', {}, { exp: undefined }],
    ['with another algorithm', { alg: 'HS512' }, {}],
  ])('%s is refused', async (_, header, claims) => {
    const user = await api.signUp(`t${Math.random()}@example.com`);
    const payload = JSON.parse(atob(user.token.split('.')[1] ?? '')) as object;
    const key = derivedKey('a secret for tests, long enough to be one', 'access-token');
    const sign = (more: object, head: object) =>
      new SignJWT({ ...payload, ...more })
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', ...head })
        .sign(key);
    expect((await me(await sign({}, {}))).status).toBe(200);
    expect((await me(await sign(claims, header))).status).toBe(401);
  });

  it('without a signature is refused', async () => {
    const { token } = await api.signUp('none@example.com');
    const [, payload] = token.split('.');
    const header = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
    expect((await me(`${header}.${payload}.`)).status).toBe(401);
  });
});

describe('an API key', () => {
  it('works as long as it is not revoked, and is shown once', async () => {
    const user = await api.signUp('key@example.com');
    const as = { token: user.token };
    const made = await api.call('POST /api-keys', { ...as, json: { name: 'robot' } });
    const key = made.body.key as string;
    expect(key).toMatch(/^ask_[\w-]{43}$/);
    expect(made.body.scopes).toEqual(['read', 'write']);
    expect((await me(key)).body).toMatchObject({ permissions: ['read', 'write'] });
    const list = await api.call('GET /api-keys', as);
    expect(list.text).not.toContain(key.slice(12));
    expect((list.body.items as object[])[0]).toMatchObject({ prefix: key.slice(0, 10) });
    expect((list.body.items as { lastUsedAt: unknown }[])[0]?.lastUsedAt).not.toBeNull();
    expect((await api.call(`DELETE /api-keys/${String(made.body.id)}`, as)).status).toBe(204);
    expect((await me(key)).status).toBe(401);
    expect((await api.call(`DELETE /api-keys/${String(made.body.id)}`, as)).status).toBe(404);
  });

  it('ends when its time has come', async () => {
    const user = await api.signUp('until@example.com');
    const expiresAt = new Date(api.clock.now() + 60_000).toISOString();
    const made = await api.call('POST /api-keys', {
      token: user.token,
      json: { name: 'a minute', expiresAt },
    });
    expect((await me(made.body.key as string)).status).toBe(200);
    api.clock.advance(61_000);
    expect((await me(made.body.key as string)).status).toBe(401);
  });

  it('cannot make one that may do more than itself, nor more of them than the plan has', async () => {
    const user = await api.signUp('many@example.com');
    const make = (token: string, scopes: string[]) =>
      api.call('POST /api-keys', { token, json: { name: 'k', scopes } });
    const manager = await make(user.token, ['manage']);
    const refused = await make(manager.body.key as string, ['read', 'manage']);
    expect(refused.body).toMatchObject({ status: 400, errors: [{ path: 'scopes.0' }] });
    const made = await Promise.all(Array.from({ length: 14 }, () => make(user.token, ['read'])));
    expect(made.filter((answer) => answer.status === 201)).toHaveLength(9);
    expect(made.find((answer) => answer.status !== 201)?.body).toMatchObject({
      status: 403,
      code: 'QUOTA_EXCEEDED',
    });
  });
});

describe('a member', () => {
  it('is let in by address, sees both tenants, and picks one by header', async () => {
    const [host, guest] = [
      await api.signUp('host@example.com'),
      await api.signUp('guest@example.com'),
    ];
    const add = (json: object, token = host.token) =>
      api.call(`POST /tenants/${host.tenantId}/members`, { token, json });
    expect((await add({ email: 'nobody@example.com', role: 'viewer' })).body).toMatchObject({
      status: 400,
      errors: [{ path: 'email' }],
    });
    const added = await add({ email: guest.email, role: 'admin' });
    expect(added.body).toMatchObject({ userId: guest.userId, role: 'admin' });
    expect((await add({ email: guest.email, role: 'viewer' })).status).toBe(409);
    const mine = await me(guest.token);
    expect(mine.body).toMatchObject({ tenant: { id: guest.tenantId } });
    expect(mine.body.memberships).toHaveLength(2);
    const there = await api.call('GET /me', {
      token: guest.token,
      headers: { 'x-tenant-id': host.tenantId },
    });
    expect(there.body).toMatchObject({
      tenant: { id: host.tenantId, role: 'admin' },
      permissions: ['read', 'write', 'manage'],
    });
    const owner = await api.signUp('third@example.com');
    const refused = await add({ email: owner.email, role: 'owner' }, guest.token);
    expect(refused.status).toBe(403);
  });
});
