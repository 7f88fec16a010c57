import { createLogger } from '@aispinner/platform';
import { eventually } from '@aispinner/testing';
import { describe, expect, it } from '@jest/globals';
import { Repeating } from './repeating.ts';

const options = { name: 'work', log: createLogger('test', { logLevel: 'silent' }) };
const AN_HOUR = 3_600_000;

describe('Repeating', () => {
  it('rests as long as the work says, and is woken before that', async () => {
    let rounds = 0;
    const repeating = new Repeating(async () => (++rounds < 3 ? 0 : AN_HOUR), options);
    await eventually(() => expect(rounds).toBe(3));
    repeating.wake();
    await eventually(() => expect(rounds).toBe(4));
    await repeating.stop();
    repeating.wake();
    expect(rounds).toBe(4);
  });

  it('does one more round for a wake during the work, and never two rounds at once', async () => {
    let rounds = 0;
    let inside = 0;
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const repeating = new Repeating(async () => {
      expect(++inside).toBe(1);
      await gates[rounds++]?.promise;
      inside--;
      return AN_HOUR;
    }, options);
    await eventually(() => expect(rounds).toBe(1));
    repeating.wake();
    repeating.wake();
    gates[0]?.resolve();
    await eventually(() => expect(rounds).toBe(2));
    gates[1]?.resolve();
    await repeating.stop();
    expect(rounds).toBe(2);
  });

  it('tries again after failures, and tells of each', async () => {
    let rounds = 0;
    let failures = 0;
    const repeating = new Repeating(
      async () => {
        if (++rounds < 4) throw new Error('away');
        return AN_HOUR;
      },
      { ...options, onFailure: () => failures++ },
    );
    await eventually(() => expect(rounds).toBe(4));
    expect(failures).toBe(3);
    await repeating.stop();
  });

  it('stops while it pauses after a failure, and lets the round under way end', async () => {
    const failing = new Repeating(() => Promise.reject(new Error('away')), options);
    await failing.stop();

    const gate = Promise.withResolvers<void>();
    let ended = false;
    const slow = new Repeating(async () => {
      await gate.promise;
      ended = true;
      return 0;
    }, options);
    const stopped = slow.stop();
    gate.resolve();
    await stopped;
    expect(ended).toBe(true);
  });
});
