import { describe, expect, it } from '@jest/globals';
import type { Lease, LeaseGrant, State } from '@aispinner/state';
import { eventually } from '../eventually.ts';
import { eachWithItsOwn, type Service } from './subject.ts';

const HOUR_MS = 3_600_000;

/** What every `WorkerLeases` does. */
export function describeWorkerLeases(name: string, start: () => Promise<Service<State>>): void {
  describe(`${name} as worker leases`, () => {
    const service = eachWithItsOwn(start);

    const request = (dueAtMs: number, overrides: { holder?: string; ttlMs?: number } = {}) => ({
      workerId: 'wrk_1',
      tickId: `wrk_1.${dueAtMs}`,
      dueAtMs,
      holder: 'run_1',
      ttlMs: HOUR_MS,
      ...overrides,
    });

    it('give a worker’s tick to one holder', async () => {
      const { leases } = service.connect();
      const grant = await leases.acquire(request(1_000));
      expect(grant).toMatchObject({
        kind: 'acquired',
        lease: { workerId: 'wrk_1', tickId: 'wrk_1.1000', holder: 'run_1' },
      });
      const busy = { kind: 'busy', tickId: 'wrk_1.1000' };
      const other = service.connect().leases;
      expect(await other.acquire(request(1_000, { holder: 'run_2' }))).toEqual(busy);
      expect(await other.acquire(request(2_000, { holder: 'run_2' }))).toEqual(busy);
      expect(await leases.acquire(request(1_000))).toEqual(busy);
      expect(await other.acquire({ ...request(1_000), workerId: 'wrk_2' })).toMatchObject({
        kind: 'acquired',
      });
    });

    it('say how long their tick waited for the one before, whoever asked for it', async () => {
      const { leases } = service.connect();
      const other = service.connect().leases;
      const first = leaseOf(await leases.acquire(request(1_000)));
      const since = performance.now();
      expect(await leases.acquire(request(2_000))).toMatchObject({ kind: 'busy' });
      const asked = performance.now();
      const elapsed = (): Promise<void> =>
        eventually(() => expect(performance.now() - asked).toBeGreaterThan(30));
      await elapsed();
      // Asking again, at another runner, it has waited since the first time.
      expect(await other.acquire(request(2_000, { holder: 'run_2' }))).toMatchObject({
        kind: 'busy',
      });
      await leases.finish([first]);
      const grant = await other.acquire(request(2_000, { holder: 'run_2' }));
      const awaitedMs = grant.kind === 'acquired' ? (grant.awaitedMs ?? 0) : 0;
      expect(awaitedMs).toBeGreaterThanOrEqual(29);
      expect(awaitedMs).toBeLessThanOrEqual(performance.now() - since + 1);

      await other.finish([leaseOf(grant)]);
      expect(await leases.acquire(request(3_000))).toMatchObject({
        kind: 'acquired',
        awaitedMs: null,
      });
    });

    it('do not take a tick’s own run for its predecessor', async () => {
      const { leases } = service.connect();
      const first = await leases.acquire(request(1_000));
      expect(first).toMatchObject({ kind: 'acquired', awaitedMs: null });
      await leases.acquire(request(1_000, { holder: 'run_2' }));
      await leases.finish([leaseOf(first)]);
      expect(await leases.acquire(request(2_000))).toMatchObject({ awaitedMs: null });
    });

    it('go to exactly one of many who ask at once', async () => {
      const processes = [service.connect(), service.connect()];
      for (const dueAtMs of [1_000, 2_000, 3_000]) {
        const grants = await Promise.all(
          Array.from({ length: 30 }, (_, n) =>
            (processes[n % 2] ?? service.connect()).leases.acquire(
              request(dueAtMs, { holder: `run_${n}` }),
            ),
          ),
        );
        const acquired = grants.filter((grant) => grant.kind === 'acquired');
        expect(acquired).toHaveLength(1);
        expect(grants.filter((grant) => grant.kind === 'busy')).toHaveLength(29);
        await processes[0]?.leases.finish([leaseOf(acquired[0])]);
      }
    });

    it('are over once finished: that tick and earlier ones are not run again', async () => {
      const { leases } = service.connect();
      await leases.finish([leaseOf(await leases.acquire(request(2_000)))]);
      expect(await leases.acquire(request(2_000))).toEqual({ kind: 'finished' });
      expect(await leases.acquire(request(1_000))).toEqual({ kind: 'finished' });
      expect(await leases.acquire(request(3_000))).toMatchObject({ kind: 'acquired' });
    });

    it('leave a tick abandoned when they run out, and the next one goes on', async () => {
      const { leases } = service.connect();
      const old = leaseOf(await leases.acquire(request(1_000, { ttlMs: 0 })));
      expect(await leases.acquire(request(1_000, { holder: 'run_2' }))).toEqual({
        kind: 'abandoned',
      });
      expect(await leases.renew([old], HOUR_MS)).toEqual([old]);
      const next = leaseOf(await leases.acquire(request(2_000, { holder: 'run_2' })));
      await leases.finish([old]);
      expect(await leases.acquire(request(2_000))).toEqual({ kind: 'busy', tickId: 'wrk_1.2000' });
      expect(await leases.renew([next], HOUR_MS)).toEqual([]);
    });

    it('that ran out are not finished by their holder any more', async () => {
      const { leases } = service.connect();
      const old = leaseOf(await leases.acquire(request(1_000, { ttlMs: 0 })));
      await leases.finish([old]);
      expect(await leases.acquire(request(1_000))).toEqual({ kind: 'abandoned' });
    });

    it('last as long as they are renewed, and run out by themselves', async () => {
      const { leases } = service.connect();
      const lease = leaseOf(await leases.acquire(request(1_000, { ttlMs: HOUR_MS })));
      expect(await leases.renew([lease], 1_500)).toEqual([]);
      expect(await leases.running(['wrk_1'])).toEqual(new Map([['wrk_1', 'wrk_1.1000']]));
      await eventually(async () => {
        expect(await leases.running(['wrk_1'])).toEqual(new Map());
      });
      expect(await leases.renew([lease], HOUR_MS)).toEqual([lease]);
    });

    it('renew in one batch and name those that were lost', async () => {
      const { leases } = service.connect();
      const grants = await Promise.all(
        ['wrk_1', 'wrk_2', 'wrk_3'].map((workerId) =>
          leases.acquire({ ...request(1_000), workerId, tickId: `${workerId}.1000` }),
        ),
      );
      const [a, b, c] = grants.map(leaseOf);
      if (a === undefined || b === undefined || c === undefined) throw new Error('three leases');
      await leases.finish([b]);
      const stale = { ...c, fence: c.fence - 1 };
      expect(await leases.renew([a, b, stale], HOUR_MS)).toEqual([b, stale]);
      expect(await leases.renew([], HOUR_MS)).toEqual([]);
    });

    it('finish in one batch, and those that were lost stay as they are', async () => {
      const { leases } = service.connect();
      const grants = await Promise.all(
        ['wrk_1', 'wrk_2', 'wrk_3'].map((workerId) =>
          leases.acquire({ ...request(1_000), workerId, tickId: `${workerId}.1000` }),
        ),
      );
      const [a, b, c] = grants.map(leaseOf);
      if (a === undefined || b === undefined || c === undefined) throw new Error('three leases');
      await leases.finish([a, { ...b, fence: b.fence - 1 }, c]);
      expect(await leases.running(['wrk_1', 'wrk_2', 'wrk_3'])).toEqual(
        new Map([['wrk_2', 'wrk_2.1000']]),
      );
      await leases.finish([]);
    });

    it('have a fence that grows with every lease of the worker', async () => {
      const { leases } = service.connect();
      const fences: number[] = [];
      for (const dueAtMs of [1_000, 2_000, 3_000, 4_000]) {
        const ttlMs = dueAtMs === 2_000 ? 0 : HOUR_MS;
        const lease = leaseOf(await leases.acquire(request(dueAtMs, { ttlMs })));
        fences.push(lease.fence);
        await leases.finish([lease]);
      }
      expect(fences).toEqual([...new Set(fences)].toSorted((x, y) => x - y));
    });

    it('are given no more once the worker is retired, and the one that runs is lost', async () => {
      const { leases } = service.connect();
      const lease = leaseOf(await leases.acquire(request(1_000)));
      await leases.retire('wrk_1');
      await leases.retire('wrk_unknown');
      expect(await leases.renew([lease], HOUR_MS)).toEqual([lease]);
      expect(await leases.running(['wrk_1'])).toEqual(new Map());
      expect(await leases.acquire(request(9_000))).toEqual({ kind: 'finished' });
      expect(await leases.acquire({ ...request(9_000), workerId: 'wrk_unknown' })).toEqual({
        kind: 'finished',
      });
    });

    it('tell which ticks run', async () => {
      const { leases } = service.connect();
      const done = leaseOf(await leases.acquire({ ...request(1_000), workerId: 'wrk_done' }));
      await leases.finish([done]);
      await leases.acquire(request(1_000));
      const running = await service.connect().leases.running(['wrk_1', 'wrk_done', 'wrk_none']);
      expect(running).toEqual(new Map([['wrk_1', 'wrk_1.1000']]));
      expect(await leases.running([])).toEqual(new Map());
    });
  });
}

function leaseOf(grant: LeaseGrant | undefined): Lease {
  if (grant?.kind !== 'acquired') throw new Error(`lease is ${grant?.kind ?? 'missing'}`);
  return grant.lease;
}
