import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseTickId, tickIdOf } from './tick-id.ts';

describe('a tick id', () => {
  it('gives back its worker and due time, dots in the worker id and all', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        (workerId, dueAtMs) => {
          expect(parseTickId(tickIdOf(workerId, dueAtMs))).toEqual({ workerId, dueAtMs });
        },
      ),
    );
  });

  it.each(['', 'wrk_1', '.17', 'wrk_1.', 'wrk_1.x', 'wrk_1.1.5e400', 'wrk_1.99999999999999999'])(
    'is not %j',
    (text) => {
      expect(parseTickId(text)).toBeNull();
    },
  );
});
