import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { explainLateness, LATENESS_CAUSES, ON_TIME_MS, type TickInstants } from './lateness.ts';

const instant = fc.integer({ min: 1_000_000, max: 1_100_000 });
const instants = fc.record<TickInstants>({
  dueAt: instant,
  queuedAt: instant,
  receivedAt: instant,
  acquiredAt: instant,
  startedAt: instant,
});

describe('explainLateness', () => {
  it('splits the time from due to start between those who had the tick', () => {
    expect(
      explainLateness({
        dueAt: 1000,
        queuedAt: 1004,
        receivedAt: 1010,
        acquiredAt: 1011,
        startedAt: 1500,
      }),
    ).toEqual({
      totalMs: 500,
      parts: { scheduler: 4, queue: 6, sandbox: 1, cold_start: 489 },
      cause: 'cold_start',
    });
  });

  it('names no cause for the ordinary cost of a tick', () => {
    const at = { dueAt: 0, queuedAt: 1, receivedAt: 2, acquiredAt: 3 };
    expect(explainLateness({ ...at, startedAt: ON_TIME_MS - 1 }).cause).toBeNull();
    expect(explainLateness({ ...at, startedAt: ON_TIME_MS }).cause).toBe('cold_start');
  });

  it('has parts that are never negative and sum to the whole, whatever the clocks say', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const { totalMs, parts, cause } = explainLateness(at);
        const values = LATENESS_CAUSES.map((name) => parts[name]);
        expect(values.every((ms) => ms >= 0)).toBe(true);
        expect(values.reduce((sum, ms) => sum + ms, 0)).toBe(totalMs);
        if (cause !== null) expect(parts[cause]).toBe(Math.max(...values));
      }),
    );
  });

  it('is the plain difference where the clocks agree', () => {
    fc.assert(
      fc.property(fc.array(instant, { minLength: 5, maxLength: 5 }), (unsorted) => {
        const [dueAt = 0, queuedAt = 0, receivedAt = 0, acquiredAt = 0, startedAt = 0] = [
          ...unsorted,
        ].sort((a, b) => a - b);
        const { parts } = explainLateness({ dueAt, queuedAt, receivedAt, acquiredAt, startedAt });
        expect(parts).toEqual({
          scheduler: queuedAt - dueAt,
          queue: receivedAt - queuedAt,
          sandbox: acquiredAt - receivedAt,
          cold_start: startedAt - acquiredAt,
        });
      }),
    );
  });
});
