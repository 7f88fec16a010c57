import { describe, expect, it } from '@jest/globals';
import { deathReason } from './death-reason.ts';

describe('deathReason', () => {
  it('takes a kill by the kernel for memory as what it is, and any other for a crash', () => {
    expect(deathReason(null, 'SIGKILL', '', () => true)).toBe('out_of_memory');
    expect(deathReason(null, 'SIGKILL', '', () => false)).toBe('crashed');
    expect(deathReason(null, 'SIGKILL', '')).toBe('crashed');
  });

  it('believes a way into the kernel that was asked for rather than memory', () => {
    expect(deathReason(null, 'SIGSYS', '', () => true)).toBe('tripwire');
    expect(deathReason(null, 'SIGSEGV', '', () => true)).toBe('crashed');
  });
});
