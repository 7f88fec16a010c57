import { describe, expect, it } from '@jest/globals';
import { formatCount, formatShare, plural, quantile } from './number.ts';

describe('figures', () => {
  it('groups thousands and says one or many', () => {
    expect(formatCount(12_480)).toBe('12,480');
    expect(plural(1, 'worker')).toBe('1 worker');
    expect(plural(1200, 'worker')).toBe('1,200 workers');
  });

  it('shows small shares with a decimal, and never an error as nothing', () => {
    expect(formatShare(null)).toBe('–');
    expect(formatShare(0)).toBe('0%');
    expect(formatShare(0.004)).toBe('0.4%');
    expect(formatShare(0.25)).toBe('25%');
  });

  it('takes quantiles by the nearest rank', () => {
    const values = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(quantile(values, 0.95)).toBe(95);
    expect(quantile(values, 0.5)).toBe(50);
    expect(quantile([7], 0.95)).toBe(7);
    expect(quantile([], 0.95)).toBeNull();
  });
});
