import { describe, expect, it } from '@jest/globals';
import type { LiveEvent } from '@aispinner/contracts';
import type { State } from '@aispinner/state';
import { eventually } from '../eventually.ts';
import { aLiveEvent } from './messages.ts';
import { eachWithItsOwn, type Service } from './subject.ts';

/** What every `LiveEvents` does. */
export function describeLiveEvents(name: string, start: () => Promise<Service<State>>): void {
  describe(`${name} as live events`, () => {
    const bus = eachWithItsOwn(start);

    async function listen(process: State) {
      const heard: LiveEvent[] = [];
      const stop = await process.live.subscribe((event) => heard.push(event));
      return { heard, stop };
    }

    it('reach every subscriber of every process', async () => {
      const process = bus.connect();
      const subscribers = [
        await listen(process),
        await listen(process),
        await listen(bus.connect()),
      ];
      await bus.connect().live.publish([aLiveEvent(1), { ...aLiveEvent(2), kind: 'schedule' }]);
      for (const { heard } of subscribers) {
        await eventually(() => {
          expect(heard).toEqual([aLiveEvent(1), { ...aLiveEvent(2), kind: 'schedule' }]);
        });
      }
    });

    it('merge when they are equal and come at once', async () => {
      const { heard } = await listen(bus.connect());
      const publisher = bus.connect();
      for (let n = 0; n < 50; n++) await publisher.live.publish([aLiveEvent(1), aLiveEvent(1)]);
      await publisher.live.publish([aLiveEvent(2)]);
      await eventually(() => expect(heard).toContainEqual(aLiveEvent(2)));
      expect(heard.filter((event) => event.workerId === 'wrk_1').length).toBeLessThan(10);
      expect(heard).toContainEqual(aLiveEvent(1));
    });

    it('all arrive when there are many', async () => {
      const { heard } = await listen(bus.connect());
      const events = Array.from({ length: 2_000 }, (_, n) => aLiveEvent(n));
      await bus.connect().live.publish(events);
      await eventually(() => expect(heard).toHaveLength(2_000));
      expect(heard).toEqual(events);
    });

    it('no longer reach who has unsubscribed', async () => {
      const process = bus.connect();
      const gone = await listen(process);
      const stayed = await listen(process);
      await gone.stop();
      await bus.connect().live.publish([aLiveEvent(1)]);
      await eventually(() => expect(stayed.heard).toEqual([aLiveEvent(1)]));
      expect(gone.heard).toEqual([]);
    });

    it('reach the others when one subscriber throws', async () => {
      const process = bus.connect();
      await process.live.subscribe(() => {
        throw new Error('careless');
      });
      const { heard } = await listen(process);
      await bus.connect().live.publish([aLiveEvent(1)]);
      await eventually(() => expect(heard).toEqual([aLiveEvent(1)]));
    });

    it('published just before closing still go out', async () => {
      const { heard } = await listen(bus.connect());
      const publisher = bus.connect();
      await publisher.live.publish([aLiveEvent(1)]);
      await publisher.close();
      await eventually(() => expect(heard).toEqual([aLiveEvent(1)]));
    });
  });
}
