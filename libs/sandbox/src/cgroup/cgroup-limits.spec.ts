import { describe, expect, it } from '@jest/globals';
import { sandboxLimits, sandboxWeight } from './cgroup-limits.ts';
import type { CgroupPlace } from './find-cgroups.ts';

const v1: CgroupPlace = { version: 1, memory: '/m', pids: '/p', cpu: '/c' };
const v2: CgroupPlace = { version: 2, memory: '/u', pids: '/u', cpu: '/u' };
const MB = 1024 * 1024;

const values = (...given: Parameters<typeof sandboxLimits>) =>
  Object.fromEntries(sandboxLimits(...given).map(({ file, value }) => [file, value]));

describe('sandboxLimits', () => {
  it('bounds memory without swap, tasks and CPUs, in the words of version 1', () => {
    expect(values(v1, { size: 256, cpus: 8 })).toEqual({
      'memory.limit_in_bytes': String(416 * MB),
      'memory.memsw.limit_in_bytes': String(416 * MB),
      'pids.max': '64',
      'cpu.cfs_quota_us': '200000',
    });
  });

  it('does so in those of version 2', () => {
    expect(values(v2, { size: 256, cpus: 8 })).toEqual({
      'memory.max': String(416 * MB),
      'memory.swap.max': '0',
      'pids.max': '64',
      'cpu.max': '200000 100000',
    });
  });

  it('leaves room for the compiled code of packages', () => {
    const size = '256 with packages';
    expect(values(v2, { size, cpus: 8 })['memory.max']).toBe(String(768 * MB));
  });

  it('bounds no CPUs where there are no more, or where they are not ours to bound', () => {
    expect(values(v1, { size: 256, cpus: 2 })['cpu.cfs_quota_us']).toBeUndefined();
    expect(values({ ...v2, cpu: null }, { size: 256, cpus: 8 })['cpu.max']).toBeUndefined();
  });

  it('sets the limit of memory before that of memory with swap, which may not be less', () => {
    const files = sandboxLimits(v1, { size: 64, cpus: 1 }).map(({ file }) => file);
    expect(files.indexOf('memory.limit_in_bytes')).toBeLessThan(
      files.indexOf('memory.memsw.limit_in_bytes'),
    );
  });
});

describe('sandboxWeight', () => {
  it('is that of one process of a lower priority, whichever the version', () => {
    expect(sandboxWeight(v1)).toMatchObject([{ file: 'cpu.shares', value: '335' }]);
    expect(sandboxWeight(v2)).toMatchObject([{ file: 'cpu.weight', value: '33' }]);
    expect(sandboxWeight({ ...v1, cpu: null })).toEqual([]);
  });
});
