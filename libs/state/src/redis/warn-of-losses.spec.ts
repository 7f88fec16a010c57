import { describe, expect, it } from '@jest/globals';
import { lossesOf } from './warn-of-losses.ts';

const info = (aof: number, policy: string, version = '7.2.4') =>
  `# Server\r\nredis_version:${version}\r\naof_enabled:${aof}\r\nmaxmemory_policy:${policy}\r\n`;

describe('a Redis that may lose state', () => {
  it('is none that writes each change through and removes nothing', () => {
    expect(lossesOf(info(1, 'noeviction'), 'always')).toEqual([]);
  });

  it.each([
    [info(0, 'noeviction'), 'always', 'appendonly is off'],
    [info(1, 'noeviction'), 'everysec', 'appendfsync is everysec'],
    [info(1, 'noeviction'), null, 'could not be read'],
    [info(1, 'allkeys-lru'), 'always', 'maxmemory-policy is allkeys-lru'],
    [info(1, 'noeviction', '6.2.0'), 'always', 'needs Redis 7'],
  ])('is told: %j %s', (text, fsync, problem) => {
    expect(lossesOf(text, fsync)).toEqual([expect.stringContaining(problem)]);
  });
});
