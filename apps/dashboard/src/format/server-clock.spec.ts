import { describe, expect, it } from '@jest/globals';
import { clockOffset } from './server-clock.ts';

const LOCAL = Date.parse('2026-11-24T10:00:00.400Z');

describe('clockOffset', () => {
  it('takes clocks for equal that a header cut to seconds cannot tell apart', () => {
    expect(clockOffset(Date.parse('Tue, 24 Nov 2026 10:00:00 GMT'), LOCAL)).toBe(0);
    expect(clockOffset(Date.parse('Tue, 24 Nov 2026 09:59:59 GMT'), LOCAL)).toBe(0);
  });

  it('sees a clock that is minutes away', () => {
    expect(clockOffset(Date.parse('Tue, 24 Nov 2026 10:02:00 GMT'), LOCAL)).toBe(120_100);
  });

  it('learns nothing from what is no date', () => {
    expect(clockOffset(Date.parse('soon'), LOCAL)).toBeNull();
  });
});
