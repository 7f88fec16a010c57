import { expect } from '@jest/globals';
import type { WorkerHistory } from './history.ts';
import { runnerInMidTick, ticksAt } from './mid-tick.ts';
import type { Drill } from './run-drill.ts';

/** A tick that works this long is easily met in the middle, ms. */
const LONG_MS = 500;
/** A runner that woke up and has lost its lease gives up its tick within this, ms. */
const GIVES_UP_WITHIN_MS = 5_000;

const KILLED: Drill = {
  name: 'kill -9 of a runner in mid-tick',
  workMs: LONG_MS,
  outcomes: ['killed'],
  disturb: async ({ cluster, workers }) => {
    const { pid } = await runnerInMidTick(cluster, workers);
    process.kill(pid, 'SIGKILL');
    const atMs = Date.now();
    return {
      gone: [pid],
      verify: (all) => {
        expect(new Set(outcomesOf(all, atMs))).toEqual(new Set(['killed runner_lost']));
        expect(reasonsOfKilled(all)).toEqual(new Set(['runner_lost']));
      },
    };
  },
};

const TOLD_TO_STOP: Drill = {
  name: 'SIGTERM of a runner in mid-tick',
  workMs: LONG_MS,
  disturb: async ({ cluster, workers }) => {
    const { pid, name } = await runnerInMidTick(cluster, workers);
    const before = cluster.product.output().length;
    process.kill(pid, 'SIGTERM');
    const atMs = Date.now();
    return {
      gone: [pid],
      verify: (all) => {
        // It ends them itself, and itself well.
        expect(new Set(outcomesOf(all, atMs))).toEqual(new Set(['ok']));
        expect(runnersOf(all, atMs)).toEqual(new Set([name]));
        expect(cluster.product.output().slice(before)).toContain(`${name} ended (exit code 0)`);
      },
    };
  },
};

const PAUSED: Drill = {
  name: 'SIGSTOP of a runner in mid-tick, which wakes with lost leases',
  workMs: LONG_MS,
  outcomes: ['killed'],
  disturb: async ({ cluster, workers, goesOn }) => {
    const { pid, name } = await runnerInMidTick(cluster, workers);
    process.kill(pid, 'SIGSTOP');
    const fromMs = Date.now();
    try {
      // Others run its workers by then.
      await goesOn('the pause of a runner');
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    const untilMs = Date.now();
    const slept = (run: WorkerHistory['runs'][number]): boolean =>
      run.runner === name && run.startMs < fromMs && run.endMs > untilMs;
    return {
      // What it says of itself includes its sleep: it did nothing from then on that counts.
      heard: (worker) => ({
        ...worker,
        runs: worker.runs.map((run) => (slept(run) ? { ...run, endMs: fromMs } : run)),
      }),
      verify: (all) => {
        expect(new Set(outcomesOf(all, fromMs))).toEqual(new Set(['killed runner_lost']));
        expect(reasonsOfKilled(all)).toEqual(new Set(['runner_lost']));
        // The last words of none of them got into the state.
        expect(ticksAt(all, fromMs).filter(({ endMs }) => endMs !== null)).toEqual([]);
        for (const { endMs } of all.flatMap(({ runs }) => runs.filter(slept))) {
          expect(endMs).toBeLessThan(untilMs + GIVES_UP_WITHIN_MS);
        }
      },
    };
  },
};

export const RUNNER_DRILLS: readonly Drill[] = [KILLED, TOLD_TO_STOP, PAUSED];

/** What became of the ticks that were running at an instant, as their own words have it; not empty. */
function outcomesOf(workers: readonly WorkerHistory[], atMs: number): string[] {
  const running = ticksAt(workers, atMs);
  expect(running.length).toBeGreaterThan(0);
  return running.flatMap(({ workerId, dueMs }) =>
    workers
      .filter((worker) => worker.workerId === workerId)
      .flatMap(({ rows }) => rows.filter((row) => row.dueMs === dueMs))
      .map(({ outcome, reason }) => (reason === null ? outcome : `${outcome} ${reason}`)),
  );
}

/** Who says that it ran them. */
function runnersOf(workers: readonly WorkerHistory[], atMs: number): Set<string> {
  const running = ticksAt(workers, atMs).map(({ workerId, dueMs }) => `${workerId} ${dueMs}`);
  const runs = workers.flatMap(({ workerId, runs: all }) =>
    all.filter(({ dueMs }) => running.includes(`${workerId} ${dueMs}`)),
  );
  return new Set(runs.map(({ runner }) => runner));
}

function reasonsOfKilled(workers: readonly WorkerHistory[]): Set<string | null> {
  const rows = workers.flatMap((worker) => worker.rows);
  return new Set(rows.filter((r) => r.outcome === 'killed').map(({ reason }) => reason));
}
