import { describe, expect, it } from '@jest/globals';
import type { State, StateScope } from '@aispinner/state';
import { AWKWARD_TEXT } from './messages.ts';
import { eachWithItsOwn, type Service } from './subject.ts';

const owner: StateScope = {
  tenantId: 'ten_1',
  workspaceId: 'wsp_1',
  workerId: 'wrk_1',
  fence: null,
};
const limits = { maxKeys: 100 };

/** What every `StateStore` does. */
export function describeStateStore(name: string, start: () => Promise<Service<State>>): void {
  describe(`${name} as a state store`, () => {
    const service = eachWithItsOwn(start);

    async function lease(state: State, dueAtMs: number, ttlMs = 60_000): Promise<StateScope> {
      const tick = { workerId: 'wrk_1', tickId: `wrk_1.${dueAtMs}`, dueAtMs };
      const grant = await state.leases.acquire({ ...tick, holder: 'run_1', ttlMs });
      if (grant.kind !== 'acquired') throw new Error(`lease is ${grant.kind}`);
      return { ...owner, fence: grant.lease.fence };
    }

    it('gives back what was set, to any process', async () => {
      const { store } = service.connect();
      const before = Date.now();
      expect(await store.get(owner, 'k')).toBeNull();
      expect(await store.set(owner, 'k', '{"a":[1,2]}', limits)).toEqual({ kind: 'stored' });
      const entry = await service.connect().store.get(owner, 'k');
      expect(entry).toMatchObject({ key: 'k', valueJson: '{"a":[1,2]}' });
      expect(Math.abs(Number(entry?.updatedAt) - before)).toBeLessThan(10_000);
      await store.set(owner, 'k', '2', limits);
      expect(await store.get(owner, 'k')).toMatchObject({ valueJson: '2' });
    });

    it('keeps a value’s text to the letter', async () => {
      const { store } = service.connect();
      const texts = [
        '12345678901234567890123456789',
        '1.0',
        '{"b":1,"a":2,"b":3}',
        '"\\u0000\\ud83d"',
        JSON.stringify('🦉'.repeat(100_000)),
      ];
      for (const [n, text] of texts.entries()) await store.set(owner, `k${n}`, text, limits);
      const entries = await store.list(owner, { after: null, limit: 10 });
      expect(entries.map((entry) => entry.valueJson)).toEqual(texts);
    });

    it('tells any two keys apart and lists them in the order of their bytes', async () => {
      const { store } = service.connect();
      const keys = [
        '',
        '\u0000',
        '\u0000\u0001',
        '\u0001',
        '\u0001\u0002',
        'A',
        'B',
        'a',
        'a ',
        'a:b',
        'é',
        '\uffee',
        '🦉',
      ];
      for (const key of keys.toReversed()) await store.set(owner, key, JSON.stringify(key), limits);
      const first = await store.list(owner, { after: null, limit: 5 });
      const rest = await store.list(owner, { after: first.at(-1)?.key ?? null, limit: 100 });
      const entries = [...first, ...rest];
      expect(entries.map((entry) => entry.key)).toEqual(keys);
      expect(entries.map((entry) => entry.valueJson)).toEqual(keys.map((k) => JSON.stringify(k)));
      expect(first).toHaveLength(5);
    });

    it('deletes a key once, and clears them all', async () => {
      const { store } = service.connect();
      for (const key of ['a', 'b', 'c']) await store.set(owner, key, '1', limits);
      expect(await store.delete(owner, 'a')).toBe(true);
      expect(await store.delete(owner, 'a')).toBe(false);
      await store.clear(owner);
      expect(await store.list(owner, { after: null, limit: 10 })).toEqual([]);
    });

    it('keeps workers, workspaces and tenants apart', async () => {
      const { store } = service.connect();
      await store.set(owner, 'k', '1', limits);
      const others: StateScope[] = [
        { ...owner, workerId: 'wrk_2' },
        { ...owner, workspaceId: 'wsp_2' },
        { ...owner, tenantId: 'ten_2' },
      ];
      for (const other of others) {
        expect(await store.get(other, 'k')).toBeNull();
        expect(await store.list(other, { after: null, limit: 10 })).toEqual([]);
        expect(await store.delete(other, 'k')).toBe(false);
        await store.clear(other);
      }
      expect(await store.get(owner, 'k')).toMatchObject({ valueJson: '1' });
    });

    it('refuses a key too many, however many come at once, and changes old ones still', async () => {
      const [a, b] = [service.connect().store, service.connect().store];
      const results = await Promise.all(
        Array.from({ length: 40 }, (_, n) =>
          (n % 2 === 0 ? a : b).set(owner, `k${n}`, '1', { maxKeys: 7 }),
        ),
      );
      expect(results.filter(({ kind }) => kind === 'stored')).toHaveLength(7);
      expect(results).toContainEqual({ kind: 'tooManyKeys', limit: 7 });
      const entries = await a.list(owner, { after: null, limit: 100 });
      expect(entries).toHaveLength(7);
      const old = entries[0]?.key ?? '';
      expect(await a.set(owner, old, '2', { maxKeys: 7 })).toEqual({ kind: 'stored' });
      await a.delete(owner, old);
      expect(await a.set(owner, AWKWARD_TEXT, '3', { maxKeys: 7 })).toEqual({ kind: 'stored' });
    });

    it('takes writes only under the lease that runs', async () => {
      const state = service.connect();
      const first = await lease(state, 1_000);
      expect(await state.store.set(first, 'k', '1', limits)).toEqual({ kind: 'stored' });
      const ahead = { ...first, fence: Number(first.fence) + 1 };
      expect(await state.store.set(ahead, 'k', '9', limits)).toEqual({ kind: 'fenced' });
      const { fence } = first;
      const held = { workerId: 'wrk_1', tickId: 'wrk_1.1000', holder: 'run_1', fence: fence ?? 0 };
      await state.leases.finish([held]);
      expect(await state.store.set(first, 'k', '2', limits)).toEqual({ kind: 'fenced' });
      expect(await state.store.set(first, 'new', '2', limits)).toEqual({ kind: 'fenced' });

      const second = await lease(state, 2_000);
      expect(await state.store.set(first, 'k', '3', limits)).toEqual({ kind: 'fenced' });
      expect(await state.store.delete(first, 'k')).toBe(false);
      await state.store.clear(first);
      expect(await state.store.get(second, 'k')).toMatchObject({ valueJson: '1' });
      expect(await state.store.set(second, 'k', '4', limits)).toEqual({ kind: 'stored' });
      expect(await state.store.delete(second, 'k')).toBe(true);
      expect(await state.store.set(owner, 'k', '5', limits)).toEqual({ kind: 'stored' });
    });

    it('takes no write under a lease that ran out', async () => {
      const state = service.connect();
      const late = await lease(state, 1_000, 0);
      expect(await state.store.set(late, 'k', '1', limits)).toEqual({ kind: 'fenced' });
      expect(await state.store.get(owner, 'k')).toBeNull();
    });

    it('takes no write for a worker that is retired', async () => {
      const state = service.connect();
      const running = await lease(state, 1_000);
      await state.store.set(owner, 'k', '1', limits);
      await state.leases.retire('wrk_1');
      expect(await state.store.set(running, 'k', '2', limits)).toEqual({ kind: 'fenced' });
      expect(await state.store.set(owner, 'k', '2', limits)).toEqual({ kind: 'fenced' });
      expect(await state.store.get(owner, 'k')).toMatchObject({ valueJson: '1' });
    });

    it('takes no write under the lease of another worker', async () => {
      const state = service.connect();
      const { fence } = await lease(state, 1_000);
      const other = { ...owner, workerId: 'wrk_2', fence };
      expect(await state.store.set(other, 'k', '1', limits)).toEqual({ kind: 'fenced' });
    });
  });
}
