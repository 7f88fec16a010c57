import { describe, expect, it } from '@jest/globals';
import { InflowBudget } from './inflow-budget.ts';

describe('InflowBudget', () => {
  it('lets a burst of one second pass and then asks to wait for as long as it is behind', () => {
    const budget = new InflowBudget(0);
    expect(budget.spend(20_000, 0, 0)).toBe(0);
    expect(budget.spend(2_000, 0, 0)).toBe(100);
  });

  it('is filled again by time, and never beyond one second', () => {
    const budget = new InflowBudget(0);
    budget.spend(20_000, 0, 0);
    expect(budget.spend(10_000, 0, 500)).toBe(0);
    expect(budget.spend(20_001, 0, 60_000)).toBe(1);
  });

  it('counts bytes apart from frames', () => {
    const budget = new InflowBudget(0);
    expect(budget.spend(1, 48 * 1024 * 1024, 0)).toBe(500);
  });

  it('holds a steady flood to its rate', () => {
    const budget = new InflowBudget(0);
    let now = 0;
    let frames = 0;
    while (now < 10_000) {
      frames += 500;
      now += budget.spend(500, 500 * 60, now);
    }
    expect(frames).toBeLessThan(11.1 * 20_000);
    expect(frames).toBeGreaterThan(10.9 * 20_000);
  });

  it('is not fooled by a clock that steps back', () => {
    const budget = new InflowBudget(1000);
    expect(budget.spend(20_000, 0, 0)).toBe(0);
    expect(budget.spend(20, 0, 0)).toBe(1);
  });
});
