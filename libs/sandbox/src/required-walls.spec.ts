import { describe, expect, it } from '@jest/globals';
import { PROCESS_WALLS } from './process-walls.ts';
import { MissingWallsError, requireWalls } from './required-walls.ts';

describe('requireWalls', () => {
  it('asks for nothing by default', () => {
    expect(() => requireWalls([], 'best-effort')).not.toThrow();
  });

  it('takes a system that has all', () => {
    expect(() => requireWalls(PROCESS_WALLS, 'require-all')).not.toThrow();
  });

  it.each(PROCESS_WALLS)('names %s when it alone is missing', (missing) => {
    const rest = PROCESS_WALLS.filter((wall) => wall !== missing);
    expect(() => requireWalls(rest, 'require-all')).toThrow(
      new MissingWallsError(
        `SANDBOX_WALLS requires ${missing} round each sandbox, which this system does not offer.`,
      ),
    );
  });

  it('asks for those that are named only', () => {
    expect(() => requireWalls(['seccomp'], ['seccomp'])).not.toThrow();
    expect(() => requireWalls(['seccomp'], ['seccomp', 'limits'])).toThrow(/requires limits round/);
  });

  it('says why one is missing, where that is known', () => {
    const why = { cgroup: 'the cgroups of this system are mounted read-only' };
    expect(() => requireWalls([], ['cgroup', 'limits'], why)).toThrow(
      /does not offer\. cgroup: the cgroups of this system are mounted read-only\.$/,
    );
    expect(() => requireWalls(['cgroup'], ['cgroup'], why)).not.toThrow();
  });

  it('refuses a name that is no wall', () => {
    expect(() => requireWalls(PROCESS_WALLS, ['secomp'])).toThrow(/secomp, which is no wall/);
  });
});
