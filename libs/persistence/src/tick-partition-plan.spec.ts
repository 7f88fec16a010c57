import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  nameOf,
  partitionOf,
  planTickPartitions,
  spanDays,
  type TickPartition,
} from './tick-partition-plan.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 24, 15);

const at = (ms: number) => ({ createMs: ms, dropMs: ms });
const days = fc.integer({ min: 1, max: 800 });
const when = fc.integer({ min: NOW - 800 * DAY, max: NOW + 800 * DAY });

/** What stands after the plan was carried out. */
function carryOut(
  classes: readonly number[],
  existing: readonly TickPartition[],
  nowMs: number,
): TickPartition[] {
  const { create, drop } = planTickPartitions(classes, existing, at(nowMs));
  return [...existing.filter((p) => !drop.includes(p)), ...create];
}

describe('the plan of the partitions', () => {
  it('makes days for a week of retention, and drops each when all of it is a week old', () => {
    const { create, drop } = planTickPartitions([7], [], at(NOW));
    expect(create.map(nameOf)).toEqual([
      'ticks_7d_20261123_20261124',
      'ticks_7d_20261124_20261125',
      'ticks_7d_20261125_20261126',
      'ticks_7d_20261126_20261127',
    ]);
    expect(drop).toEqual([]);
    const midnight = Date.UTC(2026, 10, 25) + 7 * DAY;
    const over = (nowMs: number) => planTickPartitions([7], create, at(nowMs)).drop.map(nameOf);
    expect(over(midnight - 1)).toEqual(['ticks_7d_20261123_20261124']);
    expect(over(midnight)).toEqual(['ticks_7d_20261123_20261124', 'ticks_7d_20261124_20261125']);
  });

  it('drops by one clock and makes by another', () => {
    const made = carryOut([7], [], NOW);
    const plan = planTickPartitions([7], made, { createMs: NOW + 900 * DAY, dropMs: NOW });
    expect(plan.drop).toEqual([]);
    expect(plan.create).not.toEqual([]);
  });

  it('drops those of a class that no plan has any more, and makes none', () => {
    const made = carryOut([7], [], NOW);
    expect(carryOut([], made, NOW + 20 * DAY)).toEqual([]);
  });

  it('has every instant around now in exactly one partition, through any series of rounds', () => {
    fc.assert(
      fc.property(days, fc.array(when, { minLength: 1, maxLength: 8 }), (retentionDays, times) => {
        let standing: TickPartition[] = [];
        for (const nowMs of times.sort((a, b) => a - b)) {
          standing = carryOut([retentionDays], standing, nowMs);
          for (let t = nowMs - DAY; t <= nowMs + 2 * DAY; t += DAY / 4) {
            expect(standing.filter((p) => p.fromMs <= t && t < p.toMs)).toHaveLength(1);
          }
        }
      }),
    );
  });

  it('drops nothing whose time is not over', () => {
    fc.assert(
      fc.property(days, when, fc.integer({ min: 0, max: 900 }), (retentionDays, nowMs, later) => {
        const made = carryOut([retentionDays], [], nowMs);
        const then = nowMs + later * DAY;
        for (const { toMs } of planTickPartitions([retentionDays], made, at(then)).drop) {
          expect(toMs).toBeLessThanOrEqual(then - retentionDays * DAY);
        }
      }),
    );
  });

  it('goes round partitions that were made under another width', () => {
    const odd = { retentionDays: 90, fromMs: NOW - 2 * DAY, toMs: NOW - 2 * DAY + 36 * 3600_000 };
    const { create } = planTickPartitions([90], [odd], at(NOW));
    for (const a of create) {
      expect(a.toMs <= odd.fromMs || a.fromMs >= odd.toMs).toBe(true);
    }
  });

  it('keeps a class to a few dozen partitions', () => {
    for (const retentionDays of [1, 7, 14, 15, 90, 100, 101, 365, 730]) {
      expect((retentionDays + 4) / spanDays(retentionDays)).toBeLessThan(30);
    }
  });
});

describe('the name of a partition', () => {
  it('can be read back', () => {
    for (const partition of planTickPartitions([1, 7, 90, 365], [], at(NOW)).create) {
      expect(partitionOf(nameOf(partition))).toEqual(partition);
    }
  });

  it.each(['ticks_rest', 'ticks_7d_rest', 'ticks_7d', 'ticks_7d_2026_2027', 'workers'])(
    'is not %s',
    (name) => {
      expect(partitionOf(name)).toBeNull();
    },
  );
});
