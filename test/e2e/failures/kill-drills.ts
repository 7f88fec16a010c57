import type { Kind } from './drilled-cluster.ts';
import type { Drill } from './run-drill.ts';

const kill = (kind: Kind): Drill => ({
  name: `kill -9 of ${kind}`,
  disturb: ({ cluster }) => {
    const pid = cluster.one(kind);
    process.kill(pid, 'SIGKILL');
    return Promise.resolve({ gone: [pid] });
  },
});

/** What the supervisor starts again, each killed at whatever it does. */
export const KILL_DRILLS: readonly Drill[] = (
  ['api', 'scheduler', 'redis', 'postgres'] as const
).map(kill);
