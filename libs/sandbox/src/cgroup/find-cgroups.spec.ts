import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCgroups } from './find-cgroups.ts';

/** A folder that stands in for where the hierarchies are mounted. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'aispinner-cgroups-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const mount = (kind: string, point: string, options: string, shown = '/'): string =>
  `31 23 0:28 ${shown} ${join(root, point)} rw,nosuid shared:9 - ${kind} cgroup rw,${options}`;

function offer(folder: string, controllers: string): void {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, 'cgroup.controllers'), `${controllers}\n`);
}

const find = (mounts: string[], membership: string[]) =>
  findCgroups({ mountinfo: mounts.join('\n'), membership: membership.join('\n') });

const v2 = (folder: string, cpu = true) => {
  const path = join(root, folder);
  return {
    kind: 'found',
    place: { version: 2, memory: path, pids: path, cpu: cpu ? path : null },
  };
};

describe('findCgroups', () => {
  it('takes version 2 where it has the controllers', () => {
    offer('user.slice/own.scope', 'cpuset cpu io memory pids');
    expect(find([mount('cgroup2', '', 'nsdelegate')], ['0::/user.slice/own.scope'])).toEqual(
      v2('user.slice/own.scope'),
    );
  });

  it('does without the controller of the CPU', () => {
    offer('own', 'memory pids');
    expect(find([mount('cgroup2', '', '')], ['0::/own'])).toEqual(v2('own', false));
  });

  it('makes groups beside the one that a runner has moved into, as another runner does', () => {
    offer('own', 'cpu memory pids');
    offer('own/aispinner-runner', '');
    expect(find([mount('cgroup2', '', '')], ['0::/own/aispinner-runner'])).toEqual(v2('own'));
  });

  const LEGACY = ['9:name=systemd:/', '8:pids:/', '4:memory:/a/b', '2:cpu,cpuacct:/c', '0::/'];
  const legacyMounts = (): string[] => [
    mount('cgroup', 'cpu,cpuacct', 'cpu,cpuacct'),
    mount('cgroup', 'memory', 'memory'),
    mount('cgroup', 'pids', 'pids'),
  ];

  it('takes version 1 where version 2 has no controllers', () => {
    offer('unified', '');
    expect(find([...legacyMounts(), mount('cgroup2', 'unified', '')], LEGACY)).toEqual({
      kind: 'found',
      place: {
        version: 1,
        memory: join(root, 'memory/a/b'),
        pids: join(root, 'pids'),
        cpu: join(root, 'cpu,cpuacct/c'),
      },
    });
  });

  it('knows its folder in a container that is shown its own part of the tree only', () => {
    const shown = legacyMounts().map((line) => line.replace(' / ', ' /docker/x '));
    const paths = ['8:pids:/docker/x', '4:memory:/docker/x/below', '2:cpu,cpuacct:/docker/xy'];
    expect(find(shown, paths)).toEqual({
      kind: 'found',
      place: {
        version: 1,
        memory: join(root, 'memory/below'),
        pids: join(root, 'pids'),
        cpu: null,
      },
    });
  });

  it('reads blanks in a path', () => {
    offer('a b', 'memory pids');
    expect(find([mount('cgroup2', 'a\\040b', '')], ['0::/'])).toEqual(v2('a b', false));
  });

  it.each([
    ['nothing is mounted', [], ['0::/'], /no hierarchy of cgroups is mounted/],
    ['a controller is missing', ['memory'], ['4:memory:/'], /controllers memory and pids/],
    [
      'the runner is outside of what it is shown',
      ['memory', 'pids'],
      ['4:memory:/../..', '8:pids:/'],
      /controllers memory and pids/,
    ],
  ])('says why there are none: %s', (_, controllers, membership, why) => {
    const mounts = controllers.map((name) => mount('cgroup', name, name));
    expect(find(mounts, membership)).toEqual({ kind: 'none', why: expect.stringMatching(why) });
  });
});
