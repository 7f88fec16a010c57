import { describe, expect, it } from '@jest/globals';
import { faultsOf, type Tick } from './ledger.ts';

/** A tick due at second `due` that ran from `start` to `end` (seconds); without them one that did not. */
function tick(due: number, start?: number, end = start, count = 1): Tick {
  const at = (second: number): string => new Date(second * 1000).toISOString();
  return {
    tickId: `w@${due}`,
    dueAt: at(due),
    queuedAt: null,
    startedAt: start === undefined ? null : at(start),
    endedAt: at(end ?? due),
    latenessMs: null,
    parts: null,
    durationMs: null,
    outcome: start === undefined ? 'skipped' : 'ok',
    reason: null,
    count,
  };
}

describe('the check of a ledger', () => {
  it('finds nothing wrong with ticks in order, skipped and missed ones included', () => {
    const ledger = [tick(1, 1.01, 1.02), tick(2), tick(3, undefined, 9, 4), tick(7, 7, 7.5)];
    expect(faultsOf(ledger, 1000)).toEqual([]);
  });

  it.each([
    ['a due time twice', [tick(1, 1, 1), tick(1, 1, 1)], 'is there twice'],
    ['a due time too few', [tick(1, 1, 1), tick(3, 3, 3)], 'nothing between'],
    ['an early tick', [tick(2, 1.999, 2.1)], 'began 1 ms early'],
    ['overlapping ticks', [tick(1, 1, 2.5), tick(2, 2.4, 2.6)], 'before its predecessor had ended'],
  ])('finds %s', (_, ledger, fault) => {
    expect(faultsOf(ledger, 1000)).toEqual([expect.stringContaining(fault)]);
  });
});
