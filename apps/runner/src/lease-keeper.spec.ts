import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createLogger } from '@aispinner/platform';
import type { Lease, WorkerLeases } from '@aispinner/state';
import { LeaseKeeper } from './lease-keeper.ts';

const log = createLogger('test', { logLevel: 'silent' });

function lease(n: number): Lease {
  return { workerId: `wrk_${n}`, tickId: `wrk_${n}.1000`, holder: 'run_1', fence: n };
}

/** Leases that are lost as the test says; records what was asked of them. */
class ScriptedLeases implements WorkerLeases {
  readonly renewed: string[][] = [];
  readonly finished: string[] = [];
  lose: (held: readonly Lease[]) => Lease[] = () => [];

  acquire(): never {
    throw new Error('not acquired here');
  }
  renew(held: readonly Lease[]): Promise<readonly Lease[]> {
    this.renewed.push(held.map((l) => l.tickId));
    return Promise.resolve(this.lose(held));
  }
  finish(leases: readonly Lease[]): Promise<void> {
    this.finished.push(...leases.map(({ tickId }) => tickId));
    return Promise.resolve();
  }
  running(): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(new Map());
  }
  retire(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

describe('the leases of a runner', () => {
  let leases: ScriptedLeases;
  let keeper: LeaseKeeper;

  beforeEach(() => {
    jest.useFakeTimers();
    leases = new ScriptedLeases();
    keeper = new LeaseKeeper(leases, log);
  });
  afterEach(() => {
    keeper.close();
    jest.useRealTimers();
  });

  it('are renewed together until their ticks end', async () => {
    keeper.keep(lease(1));
    keeper.keep(lease(2));
    await jest.advanceTimersByTimeAsync(1500);
    await keeper.finish([lease(1)]);
    await jest.advanceTimersByTimeAsync(1500);
    expect(leases.renewed).toEqual([['wrk_1.1000', 'wrk_2.1000'], ['wrk_2.1000']]);
    expect(leases.finished).toEqual(['wrk_1.1000']);
  });

  it('end their ticks when they are lost', async () => {
    const kept = keeper.keep(lease(1));
    const lost = keeper.keep(lease(2));
    leases.lose = (held) => held.filter((l) => l.fence === 2);
    await jest.advanceTimersByTimeAsync(1500);
    expect(lost).toMatchObject({ aborted: true, reason: 'runner_lost' });
    expect(kept.aborted).toBe(false);
  });

  it('that ended while the renewal was on its way are not lost', async () => {
    const signal = keeper.keep(lease(1));
    leases.lose = (held) => {
      void keeper.finish([lease(1)]);
      return [...held];
    };
    await jest.advanceTimersByTimeAsync(1500);
    expect(signal.aborted).toBe(false);
  });

  it('are asked for once at a time while the store is slow', async () => {
    keeper.keep(lease(1));
    leases.renew = (held) => {
      leases.renewed.push(held.map((l) => l.tickId));
      return new Promise(() => undefined);
    };
    await jest.advanceTimersByTimeAsync(6000);
    expect(leases.renewed).toHaveLength(1);
  });

  it('end their ticks when they could not be renewed before they ran out', async () => {
    const signal = keeper.keep(lease(1));
    await jest.advanceTimersByTimeAsync(3000);
    leases.renew = () => Promise.reject(new Error('the store is away'));
    // The last renewal was asked for 3,000 ms after the start: that one holds for 6,000.
    await jest.advanceTimersByTimeAsync(5900);
    expect(signal.aborted).toBe(false);
    await jest.advanceTimersByTimeAsync(350);
    expect(signal).toMatchObject({ aborted: true, reason: 'runner_lost' });
  });

  it('end their ticks when the answer to a renewal does not come', async () => {
    const signal = keeper.keep(lease(1));
    leases.renew = () => new Promise(() => undefined);
    await jest.advanceTimersByTimeAsync(6250);
    expect(signal.aborted).toBe(true);
  });

  it('last as long as they are renewed', async () => {
    const signal = keeper.keep(lease(1));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(signal.aborted).toBe(false);
  });
});
