import { eventually } from '@aispinner/testing';
import type { DrilledCluster } from './drilled-cluster.ts';
import { runnerTraces } from './runner-traces.ts';
import { lookAtAll, type TracedWorker } from './traced-workers.ts';

/**
 * Returns the process of the runner that runs these workers (all of one workspace, so of one partition)
 * as soon as one of them is in the middle of a tick.
 */
export async function runnerInMidTick(
  cluster: DrilledCluster,
  workers: readonly TracedWorker[],
): Promise<{ readonly pid: number; readonly name: string }> {
  return eventually(
    async () => {
      const watched = await lookAtAll(cluster.apis[0], workers);
      const isRunning = watched.some(({ snapshots }) => {
        const last = snapshots.at(-1)?.ticks.at(-1);
        return last?.endMs === null && Date.now() - last.startMs < 200;
      });
      if (!isRunning) throw new Error('no tick is running');
      return runnerOf(cluster, workers);
    },
    { timeoutMs: 20_000, everyMs: 10 },
  );
}

/** The one that ran the last of their ticks. */
function runnerOf(
  cluster: DrilledCluster,
  workers: readonly TracedWorker[],
): { readonly pid: number; readonly name: string } {
  const traces = runnerTraces(cluster.runnerLogs());
  const last = workers
    .flatMap(({ id }) => traces.get(id) ?? [])
    .sort((a, b) => a.endMs - b.endMs)
    .at(-1);
  // Each runner has the port of the place it has in the row of processes; its log has its name.
  for (const { pid } of cluster.running('runner')) {
    if (last !== undefined && cluster.nameOf(pid) === last.runner)
      return { pid, name: last.runner };
  }
  throw new Error(`no process for ${last?.runner ?? 'a runner that ran nothing'}`);
}
