import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { KILL_REASONS, OUTCOMES, SKIP_REASONS, type OutcomeKind } from './outcome.ts';
import {
  afterOutcome,
  effectiveIntervalSeconds,
  firstDueAt,
  WORKER_STATUSES,
  type WorkerFacts,
} from './worker-lifecycle.ts';

const worker: WorkerFacts = {
  id: 'wrk_1',
  status: 'running',
  tickIntervalSeconds: 1,
  maxErrors: 3,
  consecutiveErrors: 0,
  sandboxesLost: 0,
};

describe('afterOutcome', () => {
  it('counts errors in a row and fails the worker at the last one allowed', () => {
    let facts = worker;
    const seen = ['error', 'timeout', 'error'].map((kind) => {
      const after = afterOutcome(facts, kind as OutcomeKind, null, null);
      facts = { ...facts, ...after };
      return [after.consecutiveErrors, after.status];
    });
    expect(seen).toEqual([
      [1, 'running'],
      [2, 'running'],
      [3, 'failed'],
    ]);
  });

  it('says why it failed: the last error, or what happened to the tick', () => {
    const last = { ...worker, consecutiveErrors: 2 };
    const reasonOf = (kind: OutcomeKind, reason: string | null, summary: string | null) =>
      afterOutcome(last, kind, reason, summary).statusReason;
    expect(reasonOf('error', null, 'ValueError: no')).toBe(
      'Stopped after 3 errors in a row. The last: ValueError: no',
    );
    expect(reasonOf('timeout', null, null)).toBe(
      'Stopped after 3 errors in a row. The last: timeout',
    );
    expect(reasonOf('killed', 'out_of_memory', null)).toBe(
      'Stopped after 3 errors in a row. The last: killed (out_of_memory)',
    );
  });

  it('forgets them at an ok, and leaves them alone at a skip', () => {
    const facts = { ...worker, consecutiveErrors: 2 };
    expect(afterOutcome(facts, 'ok', null, null).consecutiveErrors).toBe(0);
    for (const reason of SKIP_REASONS) {
      expect(afterOutcome(facts, 'skipped', reason, null).consecutiveErrors).toBe(2);
    }
  });

  it('does not hold against a worker what the platform did', () => {
    const counted = KILL_REASONS.filter(
      (reason) => afterOutcome(worker, 'killed', reason, null).consecutiveErrors === 1,
    );
    expect(counted).toEqual(['out_of_memory', 'crashed', 'tripwire', 'protocol']);
  });

  it('changes the status of none but a running worker, and only to failed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...WORKER_STATUSES),
        fc.constantFrom(...OUTCOMES),
        fc.constantFrom(null, ...KILL_REASONS),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 10 }),
        (status, kind, reason, maxErrors, consecutiveErrors) => {
          const facts = { ...worker, status, maxErrors, consecutiveErrors };
          const after = afterOutcome(facts, kind, reason, null);
          if (after.status === status) {
            expect(after.statusReason).toBeNull();
            return;
          }
          expect([status, after.status]).toEqual(['running', 'failed']);
          expect(after.consecutiveErrors).toBeGreaterThanOrEqual(maxErrors);
          expect(after.statusReason).not.toBeNull();
        },
      ),
    );
  });
});

describe('the interval of a worker', () => {
  it('is its own, but no shorter than its plan allows', () => {
    expect(effectiveIntervalSeconds(1, 1)).toBe(1);
    expect(effectiveIntervalSeconds(1, 60)).toBe(60);
    expect(effectiveIntervalSeconds(90, 60)).toBe(90);
  });

  it('makes its first tick due after the start and within one interval', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.integer({ min: 1, max: 3600 }),
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        (id, seconds, now) => {
          const dueAt = firstDueAt(id, seconds, now);
          expect(dueAt).toBeGreaterThan(now);
          expect(dueAt).toBeLessThanOrEqual(now + seconds * 1000);
        },
      ),
    );
  });
});
