import type { SessionView } from '@aispinner/contracts';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Session } from './session.ts';

const START = 1_700_000_000_000;

/** A server that gives each session once and refuses a token that was used before. */
class FakeServer {
  good = 'r0';
  trades = 0;
  reachable = true;

  refresh = async (token: string): Promise<SessionView | null> => {
    await Promise.resolve();
    if (!this.reachable) throw new Error('unreachable');
    if (token !== this.good) return null;
    return this.next();
  };

  next(): SessionView {
    this.trades++;
    this.good = `r${this.trades}`;
    return {
      accessToken: `a${this.trades}`,
      tokenType: 'Bearer',
      expiresInSeconds: 900,
      refreshToken: this.good,
      refreshExpiresAt: '2027-01-01T00:00:00.000Z',
    };
  }
}

describe('Session', () => {
  let server: FakeServer;
  let stored: string | null;
  let nowMs: number;

  const make = (): Session =>
    new Session({
      storage: {
        read: () => stored,
        write(token) {
          stored = token;
        },
      },
      refresh: server.refresh,
      alone: (work) => work(),
      now: () => nowMs,
    });

  beforeEach(() => {
    server = new FakeServer();
    stored = 'r0';
    nowMs = START;
  });

  it('trades the stored token at the first request and keeps the next one', async () => {
    const session = make();
    expect(session.isSignedIn()).toBe(true);
    expect(await session.accessToken()).toBe('a1');
    expect(stored).toBe('r1');
    expect(await session.accessToken()).toBe('a1');
    expect(server.trades).toBe(1);
  });

  it('trades once for requests that come together', async () => {
    const session = make();
    const tokens = await Promise.all([
      session.accessToken(),
      session.accessToken(),
      session.accessToken(),
    ]);
    expect(tokens).toEqual(['a1', 'a1', 'a1']);
    expect(server.trades).toBe(1);
  });

  it('trades before the access token expires', async () => {
    const session = make();
    await session.accessToken();
    nowMs = START + 869_999;
    expect(await session.accessToken()).toBe('a1');
    nowMs = START + 870_000;
    expect(await session.accessToken()).toBe('a2');
  });

  it('does not trade again for a token that was replaced meanwhile', async () => {
    const session = make();
    await session.accessToken();
    expect(await session.replace('a1')).toBe('a2');
    expect(await session.replace('a1')).toBe('a2');
    expect(server.trades).toBe(2);
  });

  it('ends, and says so, when the refresh token is refused', async () => {
    const session = make();
    let told = 0;
    session.subscribe(() => told++);
    server.good = 'another';
    expect(await session.accessToken()).toBeNull();
    expect(session.isSignedIn()).toBe(false);
    expect(stored).toBeNull();
    expect(told).toBe(1);
  });

  it('goes on after an outage', async () => {
    const session = make();
    server.reachable = false;
    await expect(session.accessToken()).rejects.toThrow('unreachable');
    expect(session.isSignedIn()).toBe(true);
    server.reachable = true;
    expect(await session.accessToken()).toBe('a1');
  });

  it('begins with a sign-in and forgets everything at its end', async () => {
    stored = null;
    const session = make();
    expect(session.isSignedIn()).toBe(false);
    session.begin(server.next());
    expect(await session.accessToken()).toBe('a1');
    session.end();
    expect(stored).toBeNull();
    expect(await session.accessToken()).toBeNull();
  });
});
