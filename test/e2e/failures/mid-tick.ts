import { eventually } from '@aispinner/testing';
import type { DrilledCluster } from './drilled-cluster.ts';
import type { TickTrace, WorkerHistory } from './history.ts';
import { runnerTraces } from './runner-traces.ts';
import { lookAtAll, type TracedWorker } from './traced-workers.ts';

/** A tick that is seen running after this is too near its end to be met in the middle, ms. */
const SEEN_WITHIN_MS = 250;

interface RunnerProcess {
  readonly pid: number;
  /** As `runnerLogs` has it. */
  readonly name: string;
}

/**
 * Returns the process of the runner that runs these workers (all of one workspace, so of one partition)
 * as soon as one of them is in the middle of a tick. `ticksAt` tells afterwards whether it still was
 * when something was done to the runner.
 */
export async function runnerInMidTick(
  cluster: DrilledCluster,
  workers: readonly TracedWorker[],
): Promise<RunnerProcess> {
  const runner = runnerOf(cluster, workers);
  await eventually(
    async () => {
      const watched = await lookAtAll(cluster.apis[0], workers);
      const isRunning = watched.some(({ snapshots }) => {
        const last = snapshots.at(-1)?.ticks.at(-1);
        return last?.endMs === null && Date.now() - last.startMs < SEEN_WITHIN_MS;
      });
      if (!isRunning) throw new Error('no tick is running');
    },
    { timeoutMs: 20_000, everyMs: 10 },
  );
  return runner;
}

/** The ticks that were running at an instant, by their own words: begun before it, and not ended by it. */
export function ticksAt(
  workers: readonly WorkerHistory[],
  atMs: number,
): (TickTrace & { readonly workerId: string })[] {
  return workers.flatMap(({ workerId, snapshots }) =>
    (snapshots.at(-1)?.ticks ?? [])
      .filter(({ startMs, endMs }) => startMs < atMs && (endMs === null || endMs > atMs))
      .map((tick) => ({ ...tick, workerId })),
  );
}

/** The one that ran the last of their ticks. */
function runnerOf(cluster: DrilledCluster, workers: readonly TracedWorker[]): RunnerProcess {
  const traces = runnerTraces(cluster.witnesses.runnerLogs());
  const last = workers
    .flatMap(({ id }) => traces.get(id) ?? [])
    .sort((a, b) => a.endMs - b.endMs)
    .at(-1);
  for (const { pid } of cluster.running('runner')) {
    const name = cluster.nameOf(pid);
    if (name === last?.runner) return { pid, name };
  }
  throw new Error(`no process for ${last?.runner ?? 'a runner that ran nothing'}`);
}
