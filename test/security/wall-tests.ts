import type { ProcessWall } from '@aispinner/sandbox';

/** A test that tries a wall of the process while what is inside it is off. */
export interface WallTest {
  /** From the root of the repository. */
  readonly spec: string;
  /** As the spec names it. */
  readonly test: string;
}

const WALLS = 'libs/sandbox/src/process-walls.medium.spec.ts';

/** For every wall one, so that none can be added without. */
export const WALL_TESTS: Readonly<Record<ProcessWall, WallTest>> = {
  'die-with-runner': {
    spec: 'libs/sandbox/src/orphans.medium.spec.ts',
    test: 'a sandbox in a hot loop dies with a runner that is killed (by the %s)',
  },
  'no-new-privileges': {
    spec: WALLS,
    test: 'hold alone: a uid of its own, and no privilege to have or gain',
  },
  'own-uid': {
    spec: WALLS,
    test: 'hold alone: a uid of its own, and no privilege to have or gain',
  },
  'network-namespace': { spec: WALLS, test: 'hold without seccomp: no network but an empty one' },
  'pid-namespace': {
    spec: WALLS,
    test: 'hold without seccomp: no process but its own to see or signal',
  },
  'mount-namespace': {
    spec: WALLS,
    test: 'hold without seccomp: no files but the runtime, and those read-only',
  },
  seccomp: { spec: WALLS, test: 'hold without namespaces: seccomp' },
  limits: { spec: WALLS, test: 'hold alone: limits of memory and of open files' },
  cgroup: {
    spec: 'libs/sandbox/src/cgroup/sandbox-cgroups.medium.spec.ts',
    test: 'lets a program start a few processes and no more, and ends them all with it',
  },
};
