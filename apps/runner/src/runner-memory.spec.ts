import { describe, expect, it } from '@jest/globals';
import { runnerMemoryMb } from './runner-memory.ts';

const GB = 1024 ** 3;

describe('runnerMemoryMb', () => {
  it('is what is configured', () => {
    expect(runnerMemoryMb(700, { totalBytes: 64 * GB, limitBytes: GB })).toBe(700);
  });

  it('is a share of the machine, or of the smaller control group', () => {
    expect(runnerMemoryMb(null, { totalBytes: 10 * GB, limitBytes: undefined })).toBe(6144);
    expect(runnerMemoryMb(null, { totalBytes: 10 * GB, limitBytes: 0 })).toBe(6144);
    expect(runnerMemoryMb(null, { totalBytes: 10 * GB, limitBytes: 2 ** 63 })).toBe(6144);
    expect(runnerMemoryMb(null, { totalBytes: 10 * GB, limitBytes: 5 * GB })).toBe(3072);
  });
});
