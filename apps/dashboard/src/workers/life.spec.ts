import { describe, expect, it } from '@jest/globals';
import { lifeOf, nextTickMs, type LifeFacts } from './life.ts';

const DUE = '2026-11-24T12:00:00.000Z';
const due = Date.parse(DUE);

function worker(pauseEndsAt: number | null, status: LifeFacts['status'] = 'running'): LifeFacts {
  return {
    status,
    nextDueAt: DUE,
    effectiveIntervalSeconds: 10,
    backingOffUntil: pauseEndsAt === null ? null : new Date(pauseEndsAt).toISOString(),
  };
}

describe('lifeOf', () => {
  it('is backing off until the pause is over, and then what it was', () => {
    expect(lifeOf(worker(due), due - 1)).toBe('backing_off');
    expect(lifeOf(worker(due), due)).toBe('running');
    expect(lifeOf(worker(null), due)).toBe('running');
  });

  it('is the status of what does not run, whatever pause it had', () => {
    expect(lifeOf(worker(due, 'suspended'), due - 1)).toBe('suspended');
  });
});

describe('nextTickMs', () => {
  it('is the first due time that a pause does not cover', () => {
    expect(nextTickMs(worker(due + 30_000), due)).toBe(due + 30_000);
    expect(nextTickMs(worker(due + 30_001), due)).toBe(due + 40_000);
  });

  it('is the next due time where there is no pause, or one that is over', () => {
    expect(nextTickMs(worker(null), due)).toBe(due + 10_000);
    expect(nextTickMs(worker(due - 5), due - 1)).toBe(due);
  });

  it('is none for what does not run', () => {
    expect(nextTickMs(worker(null, 'stopped'), due)).toBeNull();
    expect(nextTickMs({ ...worker(null), nextDueAt: null }, due)).toBeNull();
  });
});
