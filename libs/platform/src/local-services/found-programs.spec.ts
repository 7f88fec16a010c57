import { describe, expect, it } from '@jest/globals';
import { packagesToAdd } from './debian-packages.ts';
import { javaMajorOf } from './java-program.ts';
import { versionOf } from './redis-program.ts';

describe('what programs of this machine say of themselves', () => {
  it('tells a Redis that is new enough from one that is not', () => {
    expect(versionOf('Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0')).toBe('7.0.15');
    expect(versionOf('Redis server v=6.2.7 sha=00000000:0')).toBeNull();
    expect(versionOf(null)).toBeNull();
  });

  it('tells the version of a Java', () => {
    expect(javaMajorOf('openjdk version "17.0.15" 2025-04-15')).toBe(17);
    expect(javaMajorOf('java version "1.8.0_412"')).toBe(1);
    expect(javaMajorOf('no such program')).toBeNull();
  });

  it('takes from a simulated install what it would add, not what it would bring up to date', () => {
    const simulated = [
      'Inst libssl3 [3.0.15-1] (3.0.16-1 Debian:12.11/stable [amd64])',
      'Inst redis-tools (5:7.0.15-1 Debian:12.11/stable [amd64])',
      'Conf redis-tools (5:7.0.15-1 Debian:12.11/stable [amd64])',
    ];
    expect(packagesToAdd(simulated.join('\n'))).toEqual(['redis-tools']);
  });
});
