import { afterEach, describe, expect, it } from '@jest/globals';
import { WakeableLoop } from './wakeable-loop.ts';

const HOUR_MS = 3_600_000;
const settle = () => new Promise(setImmediate);

describe('a wakeable loop', () => {
  const loops: WakeableLoop[] = [];
  afterEach(async () => {
    await Promise.all(loops.splice(0).map((loop) => loop.stop()));
  });

  function start(work: () => Promise<'more' | 'rest'>, everyMs = HOUR_MS) {
    const failures: number[] = [];
    const loop = new WakeableLoop(work, {
      everyMs,
      onFailure: (_error, before) => failures.push(before),
    });
    loops.push(loop);
    return { loop, failures };
  }

  it('works at once, again while there is more, and then when woken', async () => {
    let rounds = 0;
    const { loop } = start(async () => (++rounds < 3 ? 'more' : 'rest'));
    await settle();
    expect(rounds).toBe(3);
    loop.wake();
    await settle();
    expect(rounds).toBe(4);
  });

  it('looks for itself every so often', async () => {
    let rounds = 0;
    const enough = Promise.withResolvers<void>();
    start(async () => {
      if (++rounds === 3) enough.resolve();
      return 'rest';
    }, 1);
    await enough.promise;
    expect(rounds).toBe(3);
  });

  it('never works twice at once; any number of wakes meanwhile bring one more round', async () => {
    const rounds: (() => void)[] = [];
    const { loop } = start(() => new Promise((resolve) => rounds.push(() => resolve('rest'))));
    for (let n = 0; n < 5; n++) loop.wake();
    await settle();
    expect(rounds).toHaveLength(1);
    rounds[0]?.();
    await settle();
    expect(rounds).toHaveLength(2);
    rounds[1]?.();
    await settle();
    expect(rounds).toHaveLength(2);
  });

  it('goes on after failures and counts those in a row', async () => {
    let rounds = 0;
    const recovered = Promise.withResolvers<void>();
    const { failures } = start(async () => {
      rounds += 1;
      if (rounds < 3) throw new Error('away');
      recovered.resolve();
      return 'rest';
    });
    await recovered.promise;
    expect(failures).toEqual([0, 1]);
  });

  it('stops after the round under way, and begins no other', async () => {
    let end: () => void = () => undefined;
    let rounds = 0;
    const { loop } = start(() => {
      rounds += 1;
      return new Promise((resolve) => (end = () => resolve('more')));
    });
    await settle();
    let stopped = false;
    const stopping = loop.stop().then(() => (stopped = true));
    await settle();
    expect(stopped).toBe(false);
    end();
    await stopping;
    loop.wake();
    await settle();
    expect(rounds).toBe(1);
  });
});
