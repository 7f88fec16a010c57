import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@aispinner/testing';
import { startApi, type ApiUnderTest } from '../api.fixture.ts';
import { RATE_LIMITS } from './rate-limits.ts';

const { amount } = RATE_LIMITS.confirmByAddress;
const WRONG = { registrationId: 'reg_of_nobody', code: '000000' };

describe('limits on tries by address', () => {
  let db: TestDatabase;
  let api: ApiUnderTest | undefined;

  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());

  /** The answer to one try more than allowed by each of `callers`, in turn, one after the other. */
  async function tooMany(
    trustProxy: number | readonly string[],
    callers: readonly string[],
  ): Promise<number[]> {
    api = await startApi(db.url, { trustProxy });
    try {
      await api.database.rows('DELETE FROM rate_counters', []);
      const confirm = (forwardedFor: string) =>
        api?.call('POST /auth/confirm', {
          json: WRONG,
          headers: { 'x-forwarded-for': forwardedFor },
        });
      const statuses: number[] = [];
      for (const caller of callers) {
        for (let i = 0; i < amount / callers.length; i++) await confirm(caller);
        statuses.push((await confirm(caller))?.status ?? 0);
      }
      return statuses;
    } finally {
      await api.close();
    }
  }

  it('count who comes through a trusted proxy by the address that it names', async () => {
    expect(await tooMany(1, ['192.0.2.1', '192.0.2.2'])).toEqual([400, 400]);
    expect(await tooMany(['loopback'], ['192.0.2.1'])).toEqual([429]);
  });

  it('believe no further address than that', async () => {
    const forged = ['198.51.100.1, 192.0.2.1', '198.51.100.2, 192.0.2.1'];
    expect(await tooMany(1, forged)).toEqual([400, 429]);
  });

  it('believe nobody where no proxy is trusted', async () => {
    expect(await tooMany(0, ['192.0.2.1', '192.0.2.2'])).toEqual([400, 429]);
  });
});
