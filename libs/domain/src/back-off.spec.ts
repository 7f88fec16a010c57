import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isInPause, LONGEST_PAUSE_MS, pauseAfterLosses } from './back-off.ts';
import { costsSandbox, KILL_REASONS, OUTCOMES, type OutcomeKind } from './outcome.ts';
import { nextDueAfter, scheduleOf } from './schedule.ts';
import { afterOutcome, WORKER_STATUSES, type WorkerFacts } from './worker-lifecycle.ts';

const worker: WorkerFacts = {
  id: 'wrk_1',
  status: 'running',
  tickIntervalSeconds: 1,
  maxErrors: 1000,
  consecutiveErrors: 0,
  sandboxesLost: 0,
};

type Ending = readonly [OutcomeKind, string | null];

const LOSSES: readonly Ending[] = [
  ['timeout', null],
  ['error', 'out_of_memory'],
  ['killed', 'out_of_memory'],
  ['killed', 'crashed'],
  ['killed', 'tripwire'],
  ['killed', 'protocol'],
];
const NO_LOSSES: readonly Ending[] = [
  ['error', null],
  ['killed', 'runner_lost'],
  ['killed', 'shutdown'],
  ['skipped', 'over_cpu_budget'],
  ['skipped', 'stale'],
];
const OK: Ending = ['ok', null];
const anyEnding = fc.constantFrom<Ending>(OK, ...LOSSES, ...NO_LOSSES);

function after(facts: WorkerFacts, [kind, reason]: Ending) {
  return afterOutcome(facts, kind, reason, null);
}

describe('what costs a sandbox', () => {
  it('is every end of the worker that ends its process, and no plain exception', () => {
    for (const [kind, reason] of LOSSES) expect(costsSandbox(kind, reason)).toBe(true);
    for (const [kind, reason] of [OK, ...NO_LOSSES]) expect(costsSandbox(kind, reason)).toBe(false);
  });

  it('is always an error of the worker, so that its pauses end in `failed`', () => {
    for (const kind of OUTCOMES) {
      for (const reason of [null, ...KILL_REASONS]) {
        if (!costsSandbox(kind, reason)) continue;
        expect(after(worker, [kind, reason]).consecutiveErrors).toBe(1);
      }
    }
  });
});

describe('the pause after lost sandboxes', () => {
  it('is none for the first, then doubles from 2 s to five minutes', () => {
    const pauses = Array.from({ length: 12 }, (_, lost) => pauseAfterLosses(lost) / 1000);
    expect(pauses).toEqual([0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  });

  it('never shrinks, and has an end, however many are lost', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 2 }), (lost) => {
        expect(pauseAfterLosses(lost + 1)).toBeGreaterThanOrEqual(pauseAfterLosses(lost));
        expect(pauseAfterLosses(lost)).toBeLessThanOrEqual(LONGEST_PAUSE_MS);
      }),
    );
  });

  it('counts them over exceptions, skips and what the platform did, and forgets them at an ok', () => {
    fc.assert(
      fc.property(fc.array(anyEnding, { maxLength: 40 }), (endings) => {
        let facts = worker;
        let lost = 0;
        for (const ending of endings) {
          const isLoss = LOSSES.includes(ending);
          lost = ending === OK ? 0 : lost + (isLoss ? 1 : 0);
          const { pauseMs, ...counts } = after(facts, ending);
          expect(counts.sandboxesLost).toBe(lost);
          expect(pauseMs).toBe(isLoss ? pauseAfterLosses(lost) : 0);
          facts = { ...facts, ...counts };
        }
      }),
    );
  });

  it('is for a worker that runs on only', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...WORKER_STATUSES),
        anyEnding,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 5 }),
        (status, ending, maxErrors, sandboxesLost) => {
          const facts = {
            ...worker,
            status,
            maxErrors,
            sandboxesLost,
            consecutiveErrors: sandboxesLost,
          };
          const { pauseMs, status: next } = after(facts, ending);
          if (next !== 'running') expect(pauseMs).toBe(0);
        },
      ),
    );
  });
});

describe('due times in a pause', () => {
  it('are those before its end; without a pause there are none', () => {
    expect([999, 1000, 1001].map((dueAt) => isInPause(dueAt, 1000))).toEqual([true, false, false]);
    expect(isInPause(0, null)).toBe(false);
  });

  it('are so many that a worker which always loses its sandbox boots ever fewer', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.integer({ min: 1, max: 3600 }),
        fc.integer({ min: 0, max: 60_000 }),
        (id, intervalSeconds, tickMs) => {
          const schedule = scheduleOf(id, intervalSeconds);
          let facts = worker;
          let startedAt = nextDueAfter(schedule, 1_800_000_000_000);
          let longestGapMs = 0;
          for (let n = 0; n < 14; n++) {
            const endedAt = startedAt + tickMs;
            const { pauseMs, ...counts } = after(facts, ['killed', 'crashed']);
            facts = { ...facts, ...counts };
            let next = nextDueAfter(schedule, endedAt);
            while (isInPause(next, endedAt + pauseMs)) next += schedule.intervalMs;
            const gapMs = next - endedAt;
            // No longer than the pause and the wait for the next due time.
            expect(gapMs).toBeGreaterThanOrEqual(pauseMs);
            expect(gapMs).toBeLessThanOrEqual(pauseMs + schedule.intervalMs);
            longestGapMs = Math.max(longestGapMs, gapMs);
            startedAt = next;
          }
          expect(longestGapMs).toBeGreaterThanOrEqual(LONGEST_PAUSE_MS);
        },
      ),
    );
  });
});
