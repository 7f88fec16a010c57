import { join } from 'node:path';
import type { Start } from '../measure/grid.ts';
import type { Peer, PeriodicRun } from './peer.ts';
import { familyCpuMs, pause, startProgram } from './run-program.ts';

const PROGRAM = join(import.meta.dirname, 'bullmq-jobs.ts');

/** BullMQ: one Node process that schedules and works. It has no schedule but the grid. */
export function bullmqPeer(redis: { readonly url: string; readonly pid: number }): Peer {
  const run = (...args: string[]) =>
    startProgram([process.execPath, '--no-warnings', PROGRAM, redis.url, ...args]);
  return {
    name: 'BullMQ',
    periodic: async (phases, seconds): Promise<PeriodicRun> => {
      const program = run('periodic', JSON.stringify(phases), String(seconds));
      // Without its start, which is no part of the work.
      await pause(2_000);
      const from = { own: familyCpuMs(program.pid), redis: familyCpuMs(redis.pid), at: Date.now() };
      await pause(Math.max(0, (seconds - 2) * 1000));
      const to = { own: familyCpuMs(program.pid), redis: familyCpuMs(redis.pid), at: Date.now() };
      const { starts } = JSON.parse(await program.output) as { starts: [number, number][] };
      return {
        starts: starts.map(([job, at]): Start => ({ job, at })),
        cpuMs: { process: to.own - from.own, redis: to.redis - from.redis },
        overMs: to.at - from.at,
      };
    },
    drain: async (jobs) => {
      const { output } = run('drain', String(jobs));
      return (JSON.parse(await output) as { drainedPerSecond: number }).drainedPerSecond;
    },
  };
}
