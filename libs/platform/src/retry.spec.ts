import { describe, expect, it } from '@jest/globals';
import { InfraError } from './errors.ts';
import { isTransientPostgresError } from './postgres/postgres-fault.ts';
import { pauseFor, retry } from './retry.ts';

const passing = (): Error => Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });

function timeline() {
  const pauses: number[] = [];
  let nowMs = 0;
  return {
    pauses,
    now: () => nowMs,
    pause: (ms: number) => {
      pauses.push(ms);
      nowMs += ms;
      return Promise.resolve();
    },
  };
}

describe('retry', () => {
  it('tries again with doubling pauses of at most a second until it works', async () => {
    const time = timeline();
    let tries = 0;
    const answer = await retry(
      'asking',
      () => (++tries < 9 ? Promise.reject(passing()) : Promise.resolve('yes')),
      { forMs: 60_000, isTransient: isTransientPostgresError, now: time.now, pause: time.pause },
    );
    expect(answer).toBe('yes');
    expect(time.pauses).toEqual([25, 50, 100, 200, 400, 800, 1_000, 1_000]);
  });

  it('gives up when its time is over, saying that a later try may work', async () => {
    const time = timeline();
    const asked = retry('asking', () => Promise.reject(passing()), {
      forMs: 1_000,
      isTransient: isTransientPostgresError,
      now: time.now,
      pause: time.pause,
    });
    await expect(asked).rejects.toMatchObject({
      name: 'InfraError',
      retriable: true,
      message: 'asking failed for too long',
      cause: { code: 'ECONNREFUSED' },
    });
    expect(time.now()).toBe(775);
  });

  it('tries once what will not pass', async () => {
    let tries = 0;
    const asked = retry(
      'asking',
      () => {
        tries += 1;
        return Promise.reject(Object.assign(new Error('no such table'), { code: '42P01' }));
      },
      { forMs: 60_000, isTransient: isTransientPostgresError },
    );
    await expect(asked).rejects.toEqual(new InfraError('asking failed', { retriable: false }));
    expect(tries).toBe(1);
  });

  it('stops at once when told to, though a long pause has begun', async () => {
    const stop = new AbortController();
    const asked = retry('asking', () => Promise.reject(passing()), {
      forMs: 3_600_000,
      firstPauseMs: 1_800_000,
      maxPauseMs: 1_800_000,
      isTransient: isTransientPostgresError,
      signal: stop.signal,
    });
    setImmediate(() => stop.abort());
    await expect(asked).rejects.toMatchObject({ retriable: true });
    await pauseFor(1_800_000, stop.signal);
  });
});

describe('a fault of Postgres', () => {
  it.each(['08006', '57P01', '57P03', '53300', '40P01', 'ECONNRESET'])('%s passes', (code) => {
    expect(isTransientPostgresError(Object.assign(new Error(), { code }))).toBe(true);
  });

  it.each(['42P01', '23505', '28P01', '3D000', '22021'])('%s does not', (code) => {
    expect(isTransientPostgresError(Object.assign(new Error(), { code }))).toBe(false);
  });

  it('is known by its sentence where the client gives no code', () => {
    expect(isTransientPostgresError(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isTransientPostgresError(new Error('Cannot read properties of undefined'))).toBe(false);
  });

  it('passes when one address of several was refused', () => {
    expect(isTransientPostgresError(new AggregateError([passing()]))).toBe(true);
  });
});
