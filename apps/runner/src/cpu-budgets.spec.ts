import { describe, expect, it } from '@jest/globals';
import { CpuBudgets } from './cpu-budgets.ts';

const SECOND = 1000;

describe('CpuBudgets', () => {
  it('lets a workspace use at once what it has saved up in a minute, and no more', () => {
    const budgets = new CpuBudgets();
    budgets.debit('ws', 60 * 500, 500, 0);
    expect(budgets.isUsedUp('ws', 500, 0)).toBe(false);
    budgets.debit('ws', 1, 500, 0);
    expect(budgets.isUsedUp('ws', 500, 0)).toBe(true);
  });

  it('lets it go on when the debt is made up, at the pace of its plan', () => {
    const budgets = new CpuBudgets();
    budgets.debit('ws', 62 * 500, 500, 0);
    expect(budgets.isUsedUp('ws', 500, 1.9 * SECOND)).toBe(true);
    expect(budgets.isUsedUp('ws', 500, 2 * SECOND)).toBe(false);
  });

  it('allows no more than the plan in the long run, whatever ticks take', () => {
    const budgets = new CpuBudgets();
    let used = 0;
    for (let second = 0; second < 3600; second += 1) {
      if (budgets.isUsedUp('ws', 200, second * SECOND)) continue;
      budgets.debit('ws', 900, 200, second * SECOND);
      used += 900;
    }
    expect(used).toBeLessThanOrEqual((3600 + 60) * 200 + 900);
    expect(used).toBeGreaterThan(3500 * 200);
  });

  it('takes nothing from other workspaces, and follows a change of plan', () => {
    const budgets = new CpuBudgets();
    budgets.debit('a', 61 * 100, 100, 0);
    expect(budgets.isUsedUp('b', 100, 0)).toBe(false);
    expect(budgets.isUsedUp('a', 1000, 0.1 * SECOND)).toBe(false);
  });

  it('forgets those that have saved up all they can', () => {
    const budgets = new CpuBudgets();
    for (let i = 0; i < 5000; i += 1) budgets.debit(`ws-${i}`, 10, 100, i * SECOND);
    expect(budgets.size).toBeLessThan(2000);
  });
});
