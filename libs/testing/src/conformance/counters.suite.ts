import { describe, expect, it } from '@jest/globals';
import type { State } from '@aispinner/state';
import { eventually } from '../eventually.ts';
import { eachWithItsOwn, type Service } from './subject.ts';

const MINUTE_MS = 60_000;

/** What every `Counters` does. */
export function describeCounters(name: string, start: () => Promise<Service<State>>): void {
  describe(`${name} as counters`, () => {
    const service = eachWithItsOwn(start);

    it('add up what every process counts', async () => {
      const [a, b] = [service.connect().counters, service.connect().counters];
      const counts = await Promise.all(
        Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? a : b).add('k', 2, MINUTE_MS)),
      );
      const totals = counts.map((count) => count.total).toSorted((a, b) => a - b);
      expect(totals).toEqual(Array.from({ length: 50 }, (_, n) => 2 * (n + 1)));
    });

    it('count each key by itself', async () => {
      const { counters } = service.connect();
      await counters.add('a', 5, MINUTE_MS);
      expect(await counters.add('b', 1, MINUTE_MS)).toMatchObject({ total: 1 });
    });

    it('say when the window ends, and do not move that', async () => {
      const { counters } = service.connect();
      const before = Date.now();
      const first = await counters.add('k', 1, MINUTE_MS);
      expect(first.resetAtMs).toBeGreaterThan(before);
      expect(first.resetAtMs).toBeLessThanOrEqual(Date.now() + MINUTE_MS + 1_000);
      const second = await counters.add('k', 1, MINUTE_MS);
      expect(Math.abs(second.resetAtMs - first.resetAtMs)).toBeLessThan(10);
    });

    it('begin at 0 when the window has passed', async () => {
      const { counters } = service.connect();
      await counters.add('k', 10, 100);
      await eventually(async () => {
        expect((await counters.add('k', 1, 100)).total).toBeLessThan(10);
      });
    });
  });
}
