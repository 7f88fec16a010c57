import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideDue, latestDueAt, nextDueAfter, phaseOf, scheduleOf } from './schedule.ts';

const workerId = fc.string({ minLength: 1, maxLength: 40 });
const intervalSeconds = fc.integer({ min: 1, max: 3600 });
const instant = fc.integer({ min: 0, max: 4_000_000_000_000 });

describe('phaseOf', () => {
  it('is stable and lies inside the interval', () => {
    fc.assert(
      fc.property(workerId, intervalSeconds, (id, seconds) => {
        const phase = phaseOf(id, seconds * 1000);
        return (
          phase === phaseOf(id, seconds * 1000) &&
          Number.isInteger(phase) &&
          phase >= 0 &&
          phase < seconds * 1000
        );
      }),
    );
  });

  it('spreads ids that differ in their last characters over the whole interval', () => {
    const buckets = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const bucket = Math.floor(phaseOf(`wrk_0197${String(i).padStart(8, '0')}`, 1000) / 100);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    // Chi-square with 9 degrees of freedom: 33.7 is exceeded once in 10,000 by a fair spread.
    const chi2 = buckets.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
    expect(chi2).toBeLessThan(33.7);
  });
});

describe('the grid of due times', () => {
  it('has its next point after now and at most one interval away', () => {
    fc.assert(
      fc.property(workerId, intervalSeconds, instant, (id, seconds, now) => {
        const schedule = scheduleOf(id, seconds);
        const next = nextDueAfter(schedule, now);
        expect(next).toBeGreaterThan(now);
        expect(next - now).toBeLessThanOrEqual(schedule.intervalMs);
        expect(latestDueAt(schedule, next)).toBe(next);
        expect(latestDueAt(schedule, next - 1)).toBe(next - schedule.intervalMs);
      }),
    );
  });
});

describe('decideDue', () => {
  it('never runs a tick early', () => {
    fc.assert(
      fc.property(
        workerId,
        intervalSeconds,
        instant,
        fc.integer({ min: 1, max: 7_200_000 }),
        (id, seconds, now, ahead) => {
          const stored = now + ahead;
          expect(decideDue(scheduleOf(id, seconds), stored, now)).toEqual({
            dueAt: null,
            nextDueAt: stored,
            missed: null,
          });
        },
      ),
    );
  });

  it('accounts for every due time once: missed, run, or still to come', () => {
    fc.assert(
      fc.property(
        workerId,
        intervalSeconds,
        instant,
        fc.integer({ min: 0, max: 90_000_000 }),
        (id, seconds, start, late) => {
          const schedule = scheduleOf(id, seconds);
          const stored = nextDueAfter(schedule, start);
          const now = stored + late;
          const decision = decideDue(schedule, stored, now);
          const missed = decision.missed?.count ?? 0;
          expect(decision.dueAt).toBe(stored + missed * schedule.intervalMs);
          expect(decision.dueAt).toBeLessThanOrEqual(now);
          expect(decision.nextDueAt).toBe((decision.dueAt ?? 0) + schedule.intervalMs);
          expect(decision.nextDueAt).toBeGreaterThan(now);
        },
      ),
    );
  });

  it('runs one tick after an hour of downtime, not 3,600', () => {
    const schedule = { intervalMs: 1000, phaseMs: 250 };
    expect(decideDue(schedule, 10_250, 3_610_300)).toEqual({
      dueAt: 3_610_250,
      nextDueAt: 3_611_250,
      missed: { firstDueAt: 10_250, count: 3600 },
    });
  });

  it('is exact when it looks at the very instant', () => {
    const schedule = { intervalMs: 1000, phaseMs: 250 };
    expect(decideDue(schedule, 10_250, 10_250)).toEqual({
      dueAt: 10_250,
      nextDueAt: 11_250,
      missed: null,
    });
  });

  it('keeps a stored due time that is off the grid after a changed interval', () => {
    const schedule = { intervalMs: 5000, phaseMs: 1000 };
    expect(decideDue(schedule, 10_000, 10_050)).toEqual({
      dueAt: 10_000,
      nextDueAt: 11_000,
      missed: null,
    });
  });
});
