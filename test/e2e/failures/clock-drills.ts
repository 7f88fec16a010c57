import { expect } from '@jest/globals';
import type { WorkerHistory } from './history.ts';
import type { Drill, Scene } from './run-drill.ts';
import { stepClock } from './step-clock.ts';
import { withDatabaseClock } from './step-database-clock.ts';

const AHEAD_MS = 30_000;
/** A database that is set back has no worker due for so long: within what resuming may take. */
const BACK_MS = 5_000;

const SCHEDULERS: Drill = {
  name: 'the clocks of both schedulers set ahead and back',
  disturb: async (scene) => {
    await stepAndBack(scene, 'scheduler');
    return {};
  },
};

const RUNNERS: Drill = {
  name: 'the clocks of both runners set ahead and back',
  disturb: async (scene) => {
    await stepAndBack(scene, 'runner');
    return { heard: byItsOwnClock };
  },
};

const DATABASE: Drill = {
  name: 'the clock of the database set back, and right again',
  disturb: async ({ cluster, goesOn }) => {
    const fromMs = Date.now();
    await withDatabaseClock(cluster.databaseUrl, async (step) => {
      await step(-BACK_MS);
      await goesOn('a database clock set back');
    });
    const untilMs = Date.now();
    return {
      verify: (workers) => {
        // By the clock of the runners, what ran then was late by so much: the step was seen. What began
        // before it may be as late, by what the drill before left to recover from.
        const late = workers
          .flatMap(({ rows }) => rows)
          .filter(({ dueMs, startMs }) => {
            return startMs !== null && startMs > fromMs && startMs - dueMs >= BACK_MS;
          });
        expect(late.length).toBeGreaterThanOrEqual(workers.length);
        for (const { startMs } of late) {
          // One tick may have been on its way when it was set right.
          expect(startMs).toBeLessThan(untilMs + 2 * BACK_MS);
        }
      },
    };
  },
};

export const CLOCK_DRILLS: readonly Drill[] = [SCHEDULERS, RUNNERS, DATABASE];

async function stepAndBack(
  { cluster, goesOn }: Scene,
  kind: 'scheduler' | 'runner',
): Promise<void> {
  const set = async (aheadMs: number): Promise<void> => {
    for (const { pid } of cluster.running(kind)) await stepClock(pid, aheadMs);
  };
  try {
    for (const aheadMs of [AHEAD_MS, -AHEAD_MS]) {
      await set(aheadMs);
      await goesOn(`a step of the clocks to ${aheadMs} ms`);
    }
  } finally {
    await set(0);
  }
}

/** Ledger and runners had a wrong clock: when each tick ran is what the tick itself says. */
function byItsOwnClock(worker: WorkerHistory): WorkerHistory {
  const ticks = new Map(worker.snapshots.at(-1)?.ticks.map((tick) => [tick.dueMs, tick]));
  const rows = worker.rows.map((row) => {
    const tick = ticks.get(row.dueMs);
    if (tick === undefined || row.startMs === null) return row;
    return { ...row, startMs: tick.startMs, endMs: tick.endMs ?? tick.startMs };
  });
  const runs = worker.runs.map((run) => {
    const tick = ticks.get(run.dueMs);
    if (tick === undefined) return run;
    return { ...run, startMs: tick.startMs, endMs: tick.endMs ?? tick.startMs };
  });
  return { ...worker, rows, runs };
}
