import type { TickView } from '@aispinner/contracts';
import { describe, expect, it } from '@jest/globals';
import { sumUp } from './sum-up.ts';

const tick = (
  outcome: TickView['outcome'],
  latenessMs: number | null,
  reason?: string,
): TickView => ({
  tickId: 'w.1',
  number: 1,
  version: 1,
  dueAt: '2026-11-24T10:00:00.000Z',
  queuedAt: null,
  startedAt: null,
  endedAt: '2026-11-24T10:00:00.000Z',
  latenessMs,
  cause: null,
  parts: null,
  outcome,
  reason: reason ?? null,
  error: null,
  durationMs: 1,
  cpuMs: 1,
  count: 1,
});

describe('sumUp', () => {
  it('counts what runs and what needs a look', () => {
    const sums = sumUp(
      [
        { status: 'running', consecutiveErrors: 0 },
        { status: 'running', consecutiveErrors: 2 },
        { status: 'failed', consecutiveErrors: 10 },
        { status: 'stopped', consecutiveErrors: 0 },
      ],
      [],
    );
    expect(sums).toMatchObject({ workers: 4, running: 2, ailing: 2, ticks: 0, errorRate: null });
    expect(sums.latenessP95Ms).toBeNull();
  });

  it('blames workers for their own faults only, and leaves skips out', () => {
    const sums = sumUp(
      [],
      [
        [tick('ok', 5), tick('error', 7), tick('skipped', null, 'missed')],
        [tick('killed', 9, 'runner_lost'), tick('killed', 11, 'out_of_memory')],
      ],
    );
    expect(sums).toMatchObject({ ticks: 4, faults: 2, errorRate: 0.5, latenessP95Ms: 11 });
  });
});
