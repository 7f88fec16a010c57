import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { explainLateness, LATENESS_CAUSES, ON_TIME_MS, type TickInstants } from './lateness.ts';

const instant = fc.integer({ min: 1_000_000, max: 1_100_000 });
const instants = fc.record<TickInstants>({
  dueAt: instant,
  queuedAt: instant,
  receivedAt: instant,
  freedAt: fc.option(instant),
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
        freedAt: 1030,
        acquiredAt: 1031,
        startedAt: 1500,
      }),
    ).toEqual({
      totalMs: 500,
      parts: { scheduler: 4, queue: 6, predecessor: 20, sandbox: 1, cold_start: 469 },
      cause: 'cold_start',
    });
  });

  it('names no cause for the ordinary cost of a tick', () => {
    const at = { dueAt: 0, queuedAt: 1, receivedAt: 2, freedAt: null, acquiredAt: 3 };
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
        expect(totalMs).toBe(Math.max(0, at.startedAt - at.dueAt));
        if (cause !== null) expect(parts[cause]).toBe(Math.max(...values));
      }),
    );
  });

  it('is not made longer by a scheduler whose clock is ahead', () => {
    const at = { dueAt: 0, receivedAt: 6, freedAt: null, acquiredAt: 7, startedAt: 8 };
    expect(explainLateness({ ...at, queuedAt: 400 })).toEqual({
      totalMs: 8,
      parts: { scheduler: 8, queue: 0, predecessor: 0, sandbox: 0, cold_start: 0 },
      cause: null,
    });
  });

  it('is the plain difference where the clocks agree', () => {
    fc.assert(
      fc.property(fc.array(instant, { minLength: 6, maxLength: 6 }), (unsorted) => {
        const sorted = [...unsorted].sort((a, b) => a - b);
        const [dueAt = 0, queuedAt = 0, receivedAt = 0, freedAt = 0, acquiredAt = 0] = sorted;
        const startedAt = sorted[5] ?? 0;
        const at = { dueAt, queuedAt, receivedAt, freedAt, acquiredAt, startedAt };
        const { parts } = explainLateness(at);
        expect(parts).toEqual({
          scheduler: queuedAt - dueAt,
          queue: receivedAt - queuedAt,
          predecessor: freedAt - receivedAt,
          sandbox: acquiredAt - freedAt,
          cold_start: startedAt - acquiredAt,
        });
      }),
    );
  });
});
