import { describe, expect, it } from '@jest/globals';
import { formatInterval, formatMs, formatSpan } from './duration.ts';

describe('formatMs', () => {
  it.each([
    [null, '–'],
    [0, '0 ms'],
    [0.0004, '1 µs'],
    [0.84, '840 µs'],
    [8.44, '8.4 ms'],
    [9.96, '10 ms'],
    [84.4, '84 ms'],
    [999.6, '1.00 s'],
    [1240, '1.24 s'],
    [12_340, '12.3 s'],
    [59_949, '59.9 s'],
    [60_000, '1 m 00 s'],
    [125_000, '2 m 05 s'],
  ])('shows %p as %p', (ms, text) => {
    expect(formatMs(ms)).toBe(text);
  });
});

describe('formatSpan', () => {
  it('never shows more than two units', () => {
    expect(formatSpan(45_999)).toBe('45 s');
    expect(formatSpan(3_840_000)).toBe('1 h 04 m');
    expect(formatSpan(266_400_000)).toBe('3 d 2 h');
  });

  it('shows a time that has passed as nothing left', () => {
    expect(formatSpan(-5000)).toBe('0 s');
  });
});

describe('formatInterval', () => {
  it.each([
    [1, 'every second'],
    [5, 'every 5 s'],
    [60, 'every minute'],
    [90, 'every 90 s'],
    [300, 'every 5 min'],
    [3600, 'every hour'],
  ])('says %p s as %p', (seconds, text) => {
    expect(formatInterval(seconds)).toBe(text);
  });
});
