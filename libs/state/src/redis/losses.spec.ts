import { describe, expect, it } from '@jest/globals';
import { lossesOf } from './losses.ts';

const info = (aof: number, policy: string, version = '7.2.4') =>
  `# Server\r\nredis_version:${version}\r\naof_enabled:${aof}\r\nmaxmemory_policy:${policy}\r\n`;
const fsync = (appendfsync: string | null, noAppendfsyncOnRewrite: string | null = 'no') => ({
  appendfsync,
  noAppendfsyncOnRewrite,
});

describe('a Redis that may lose state', () => {
  it('is none that writes each change through and removes nothing', () => {
    expect(lossesOf(info(1, 'noeviction'), fsync('always'))).toEqual([]);
  });

  it.each([
    [info(0, 'noeviction'), fsync('always'), 'appendonly is off'],
    [info(1, 'noeviction'), fsync('everysec'), 'appendfsync is everysec'],
    [info(1, 'noeviction'), fsync(null, null), 'could not be read'],
    [info(1, 'noeviction'), fsync('always', 'yes'), 'no-appendfsync-on-rewrite is yes'],
    [info(1, 'allkeys-lru'), fsync('always'), 'maxmemory-policy is allkeys-lru'],
    [info(1, 'noeviction', '6.2.0'), fsync('always'), 'needs Redis 7'],
  ])('is told: %j %j', (text, settings, problem) => {
    expect(lossesOf(text, settings)).toEqual([expect.stringContaining(problem)]);
  });
});
