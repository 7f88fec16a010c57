import { describe, expect, it } from '@jest/globals';
import type { TickMessage } from '@aispinner/contracts';
import type { Messaging, TickDelivery } from '@aispinner/messaging';
import { eventually } from '../eventually.ts';
import { aTick, AWKWARD_TEXT } from './messages.ts';
import { eachWithItsOwn, type Service } from './subject.ts';

/** What every `TickQueue` does. */
export function describeTickQueue(name: string, start: () => Promise<Service<Messaging>>): void {
  describe(`${name} as a tick queue`, () => {
    const bus = eachWithItsOwn(start);
    const ticks = (count: number, overrides?: (n: number) => Partial<TickMessage>) =>
      Array.from({ length: count }, (_, n) => aTick(n, overrides?.(n)));

    it('delivers a tick as it was published', async () => {
      const { ticks: queue } = bus.connect();
      const got: TickDelivery[] = [];
      await queue.consume({ consumerId: 'a', maxInFlight: 1 }, (delivery) => {
        got.push(delivery);
        return Promise.resolve();
      });
      const before = Date.now();
      const tick = aTick(1, { workerName: AWKWARD_TEXT });
      await bus.connect().ticks.publish([tick]);
      await eventually(() => expect(got).toHaveLength(1));
      expect(got[0]).toMatchObject({ tick, redelivered: false });
      expect(got[0]?.receivedAt).toBeGreaterThanOrEqual(before);
    });

    it('keeps what is published until somebody consumes', async () => {
      const publisher = bus.connect();
      await publisher.ticks.publish(ticks(3));
      await publisher.ticks.publish([]);
      const got = await collect(bus.connect(), 'a');
      await eventually(() => expect(idsOf(got)).toEqual(idsOf(ticks(3))));
    });

    it('does nothing when a tick still queued is published again', async () => {
      const { ticks: queue } = bus.connect();
      const gate = bus.gate();
      const got: string[] = [];
      await queue.publish([aTick(1)]);
      await queue.consume({ consumerId: 'a', maxInFlight: 10 }, async ({ tick }) => {
        got.push(tick.workerId);
        await gate.pass();
      });
      await eventually(() => expect(got).toEqual(['wrk_1']));
      await queue.publish([aTick(1), aTick(1), aTick(2)]);
      await eventually(() => expect(got).toContain('wrk_2'));
      gate.open();
      await queue.publish([aTick(3)]);
      await eventually(() => expect(got).toContain('wrk_3'));
      expect(got.toSorted()).toEqual(['wrk_1', 'wrk_2', 'wrk_3']);
    });

    it('delivers a tick again, saying so, until its handler resolves', async () => {
      const { ticks: queue } = bus.connect();
      const got: [string, boolean][] = [];
      await queue.publish([aTick(1)]);
      await queue.consume({ consumerId: 'a', maxInFlight: 1 }, ({ tick, redelivered }) => {
        got.push([tick.workerId, redelivered]);
        return got.length < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve();
      });
      const thrice = [
        ['wrk_1', false],
        ['wrk_1', true],
        ['wrk_1', true],
      ];
      await eventually(() => expect(got).toEqual(thrice));
      await queue.publish([aTick(2)]);
      await eventually(() => expect(got).toEqual([...thrice, ['wrk_2', false]]));
    });

    it('takes a tick anew once it has been acknowledged', async () => {
      const { ticks: queue } = bus.connect();
      const got: TickDelivery[] = [];
      await queue.consume({ consumerId: 'a', maxInFlight: 1 }, (delivery) => {
        got.push(delivery);
        return Promise.resolve();
      });
      await queue.publish([aTick(1)]);
      await eventually(() => expect(got).toHaveLength(1));
      await eventually(async () => {
        await queue.publish([aTick(1)]);
        expect(got.length).toBeGreaterThan(1);
      });
      expect(got.map(({ redelivered }) => redelivered)).not.toContain(true);
    });

    it('gives each tick to one of several consumers', async () => {
      const all = ticks(300, (n) => ({ workspaceId: `wsp_${n % 20}` }));
      const [a, b] = [await collect(bus.connect(), 'a'), await collect(bus.connect(), 'b')];
      await bus.connect().ticks.publish(all);
      await eventually(() => expect(a.length + b.length).toBeGreaterThanOrEqual(all.length));
      expect(idsOf([...a, ...b])).toEqual(idsOf(all));
    });

    it('handles no more at once than it was told, and leaves the rest to others', async () => {
      const gate = bus.gate();
      const got: string[] = [];
      await bus.connect().ticks.publish(ticks(5));
      await bus.connect().ticks.consume({ consumerId: 'a', maxInFlight: 2 }, async ({ tick }) => {
        got.push(tick.tickId);
        await gate.pass();
      });
      await eventually(() => expect(gate.waiting).toBe(2));
      const others = await collect(bus.connect(), 'b');
      await eventually(() => expect(others).toHaveLength(3));
      expect(got).toHaveLength(2);
      gate.open();
      await bus.connect().ticks.publish([aTick(9)]);
      await eventually(() => expect(got.length + others.length).toBe(6));
    });

    it('takes the next one as soon as a place is free', async () => {
      const { ticks: queue } = bus.connect();
      const all = ticks(40);
      let running = 0;
      let most = 0;
      const got = new Set<string>();
      await queue.publish(all);
      await queue.consume({ consumerId: 'a', maxInFlight: 3 }, async ({ tick }) => {
        most = Math.max(most, ++running);
        await new Promise(setImmediate);
        running -= 1;
        got.add(tick.tickId);
      });
      await eventually(() => expect(got.size).toBe(40));
      expect(most).toBeLessThanOrEqual(3);
    });

    it('lets no workspace wait for the handlers of another', async () => {
      const { ticks: queue } = bus.connect();
      const gate = bus.gate();
      const got: string[] = [];
      await queue.publish(ticks(100, () => ({ workspaceId: 'wsp_stuck' })));
      await queue.consume({ consumerId: 'a', maxInFlight: 32 }, async ({ tick }) => {
        got.push(tick.workspaceId);
        if (tick.workspaceId === 'wsp_stuck') await gate.pass();
      });
      await eventually(() => expect(gate.waiting).toBeGreaterThan(16));
      for (const n of [101, 102, 103]) {
        await queue.publish([aTick(n, { workspaceId: 'wsp_quick' })]);
        await eventually(() =>
          expect(got.filter((id) => id === 'wsp_quick')).toHaveLength(n - 100),
        );
      }
      gate.open();
      await eventually(() => expect(got).toHaveLength(103));
    });

    it('serves workspaces in turn, however long the queue of one is', async () => {
      const { ticks: queue } = bus.connect();
      const got: string[] = [];
      await queue.publish(ticks(200, () => ({ workspaceId: 'wsp_2_long' })));
      const late = [1, 3].map((n) => aTick(200 + n, { workspaceId: `wsp_${n}` }));
      await queue.publish(late);
      await queue.consume({ consumerId: 'a', maxInFlight: 1 }, ({ tick }) => {
        got.push(tick.workspaceId);
        return Promise.resolve();
      });
      await eventually(() => expect(got).toEqual(expect.arrayContaining(['wsp_1', 'wsp_3'])));
      expect(Math.max(got.indexOf('wsp_1'), got.indexOf('wsp_3'))).toBeLessThan(20);
    });

    it('serves as many ticks of a workspace a round as its weight says', async () => {
      const { ticks: queue } = bus.connect();
      const got: string[] = [];
      const { limits } = aTick(0);
      const plans = [1, 3].map((turnWeight) => ({
        workspaceId: `wsp_of_${turnWeight}`,
        limits: { ...limits, turnWeight },
      }));
      await queue.publish(ticks(160, (n) => plans[n % 2] ?? {}));
      await queue.consume({ consumerId: 'a', maxInFlight: 1 }, ({ tick }) => {
        got.push(tick.workspaceId);
        return Promise.resolve();
      });
      await eventually(() => expect(got).toHaveLength(160));
      // While both have some waiting.
      const light = got.slice(0, 80).filter((id) => id === 'wsp_of_1').length;
      expect(Math.abs(light - 20)).toBeLessThanOrEqual(1);
    });

    it('closes when its handlers have ended, and delivers none of theirs again', async () => {
      const gate = bus.gate();
      const got: string[] = [];
      const consumer = await bus
        .connect()
        .ticks.consume({ consumerId: 'a', maxInFlight: 2 }, async ({ tick }) => {
          got.push(tick.workerId);
          await gate.pass();
        });
      await bus.connect().ticks.publish(ticks(4));
      await eventually(() => expect(gate.waiting).toBe(2));
      let closed = false;
      const closing = consumer.close().then(() => (closed = true));
      const others = await collect(bus.connect(), 'b');
      await eventually(() => expect(others).toHaveLength(2));
      expect(closed).toBe(false);
      gate.open();
      await closing;
      const workers = [...got, ...others.map((tick) => tick.workerId)].toSorted();
      expect(workers).toEqual(['wrk_0', 'wrk_1', 'wrk_2', 'wrk_3']);
    });

    it('carries a thousand ticks of many workspaces, each once', async () => {
      const all = ticks(1_000, (n) => ({ workspaceId: `wsp_${(n * n) % 37}` }));
      const publisher = bus.connect();
      const got = await collect(bus.connect(), 'a');
      await Promise.all(all.map((tick) => publisher.ticks.publish([tick])));
      await eventually(() => expect(got.length).toBeGreaterThanOrEqual(1_000));
      expect(idsOf(got)).toEqual(idsOf(all));
    });
  });
}

async function collect(process: Messaging, consumerId: string): Promise<TickMessage[]> {
  const got: TickMessage[] = [];
  await process.ticks.consume({ consumerId, maxInFlight: 16 }, ({ tick }) => {
    got.push(tick);
    return Promise.resolve();
  });
  return got;
}

function idsOf(ticks: readonly TickMessage[]): string[] {
  return ticks.map((tick) => tick.tickId).toSorted();
}
