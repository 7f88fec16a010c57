import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@aispinner/testing';
import type { RunningProcess } from '../process-table.ts';
import { startDrilledCluster, type DrilledCluster, type Kind } from './drilled-cluster.ts';
import { checkHistory } from './history-checker.ts';
import type { WorkerHistory } from './history.ts';
import { kafkaConnections, leftBehind } from './left-behind.ts';
import { runnerInMidTick } from './mid-tick.ts';
import { redeliverTicks } from './redeliver-ticks.ts';
import { rowsOf, runDrill, type Drill } from './run-drill.ts';
import { stepClock } from './step-clock.ts';
import { tickingAfter } from './traced-workers.ts';

/** A tick that works this long is easily met in the middle, ms. */
const LONG_MS = 400;
/** A runner that woke up and has lost its lease gives up its tick within this, ms. */
const GIVES_UP_WITHIN_MS = 5_000;

let cluster: DrilledCluster;
let kafkaAtWork: number | null = null;
const seen = new Map<number, RunningProcess>();
const workerIds: string[] = [];

async function drilled(drill: Drill): Promise<readonly WorkerHistory[]> {
  for (const member of cluster.product.family()) seen.set(member.pid, member);
  const workers = await runDrill(cluster, {
    ...drill,
    disturb: (started) => {
      kafkaAtWork ??= kafkaConnections(cluster);
      return drill.disturb(started);
    },
  });
  workerIds.push(...workers.map(({ workerId }) => workerId));
  return workers;
}

function one(kind: Kind): number {
  const [process] = cluster.running(kind);
  if (process === undefined) throw new Error(`${kind} does not run`);
  return process.pid;
}

beforeAll(async () => {
  cluster = await startDrilledCluster();
}, 300_000);

afterAll(() => cluster?.stop(), 120_000);

describe.each<Kind>(['api', 'scheduler', 'redis', 'postgres'])('kill -9 of %s', (kind) => {
  it('stops ticking for a moment at most, and nothing is lost or done twice', async () => {
    await drilled({
      name: `kill -9 of ${kind}`,
      disturb: () => {
        const victim = one(kind);
        process.kill(victim, 'SIGKILL');
        return Promise.resolve([victim]);
      },
    });
  }, 120_000);
});

describe('a runner in the middle of ticks', () => {
  it('that is killed leaves them to be recorded as killed, once', async () => {
    const workers = await drilled({
      name: 'kill -9 of a runner',
      workMs: LONG_MS,
      outcomes: ['killed'],
      disturb: async (started) => {
        const { pid } = await runnerInMidTick(cluster, started);
        process.kill(pid, 'SIGKILL');
        return [pid];
      },
    });
    const killed = rowsOf(workers).filter(({ outcome }) => outcome === 'killed');
    expect(killed.length).toBeGreaterThan(0);
    expect(killed.filter(({ reason }) => reason !== 'runner_lost')).toEqual([]);
  }, 120_000);

  it('that is told to stop ends them first', async () => {
    await drilled({
      name: 'SIGTERM of a runner',
      workMs: LONG_MS,
      disturb: async (started) => {
        const { pid } = await runnerInMidTick(cluster, started);
        process.kill(pid, 'SIGTERM');
        return [pid];
      },
    });
  }, 120_000);

  it('that is paused and wakes with lost leases writes nothing more', async () => {
    let paused = { name: '', fromMs: 0, untilMs: 0 };
    const workers = await drilled({
      name: 'a runner that slept',
      workMs: LONG_MS,
      outcomes: ['killed'],
      disturb: async (started) => {
        const { pid, name } = await runnerInMidTick(cluster, started);
        const fromMs = Date.now();
        process.kill(pid, 'SIGSTOP');
        try {
          // Others run its workers by now.
          await tickingAfter(cluster.apis[0], started, fromMs, 40_000);
        } finally {
          paused = { name, fromMs, untilMs: Date.now() };
          process.kill(pid, 'SIGCONT');
        }
        return [];
      },
      // What it says of itself includes its sleep: it did nothing from then on that counts.
      heard: (all) =>
        all.map((worker) => ({
          ...worker,
          runs: worker.runs.map((run) =>
            run.runner === paused.name && run.startMs < paused.fromMs && run.endMs > paused.untilMs
              ? { ...run, endMs: paused.fromMs }
              : run,
          ),
        })),
    });
    const lost = rowsOf(workers).filter(({ reason }) => reason === 'runner_lost');
    expect(lost.length).toBeGreaterThan(0);
    const slept = workers
      .flatMap(({ runs }) => runs)
      .filter((run) => run.startMs < paused.fromMs && run.endMs > paused.untilMs);
    for (const run of slept) expect(run.endMs).toBeLessThan(paused.untilMs + GIVES_UP_WITHIN_MS);
  }, 150_000);
});

describe('Kafka', () => {
  it('that loses one of three brokers goes on without it, and takes it back', async () => {
    const [broker] = cluster.kafka.brokers;
    await drilled({
      name: 'the loss of a broker',
      disturb: async () => {
        await broker?.kill();
        return [];
      },
    });
    await drilled({
      name: 'the return of a broker',
      disturb: async () => {
        await broker?.restart();
        return [];
      },
    });
  }, 240_000);

  it('that is away altogether loses nothing', async () => {
    await drilled({
      name: 'a restart of all brokers',
      disturb: async () => {
        await Promise.all(cluster.kafka.brokers.map((broker) => broker.kill()));
        await Promise.all(cluster.kafka.brokers.map((broker) => broker.restart()));
        return [];
      },
    });
  }, 180_000);

  it('that delivers ticks again, and the latest first, has none of them run again', async () => {
    let again = 0;
    await drilled({
      name: 'ticks delivered again',
      disturb: async (started) => {
        const brokers = cluster.kafka.bootstrap.split(',');
        const ids = started.map(({ id }) => id);
        again = await redeliverTicks(brokers, ids);
        return [];
      },
    });
    expect(again).toBeGreaterThanOrEqual(8);
  }, 120_000);
});

describe('a clock that is set', () => {
  it.each([30_000, -30_000])(
    'by %d ms in both schedulers makes nothing early, late or twice',
    async (aheadMs) => {
      const schedulers = cluster.running('scheduler');
      await drilled({
        name: `a clock set by ${aheadMs} ms`,
        disturb: async () => {
          for (const { pid } of schedulers) await stepClock(pid, aheadMs);
          return [];
        },
      });
      for (const { pid } of schedulers) await stepClock(pid, 0);
    },
    120_000,
  );

  it('in both runners, ahead and back, makes nothing early or twice by the clock of the workers', async () => {
    const runners = cluster.running('runner');
    await drilled({
      name: 'the clocks of runners set',
      disturb: async (started) => {
        for (const aheadMs of [30_000, -30_000, 0]) {
          for (const { pid } of runners) await stepClock(pid, aheadMs);
          const sinceMs = Date.now();
          await tickingAfter(cluster.apis[0], started, sinceMs, 30_000);
        }
        return [];
      },
      heard: (all) => all.map(byItsOwnClock),
    });
  }, 150_000);
});

it('leaves nothing behind: no process, connection or lease', async () => {
  await eventually(
    async () => {
      const resources = await leftBehind(cluster, [...seen.values()], workerIds, kafkaAtWork ?? 0);
      expect(checkHistory({ workers: [], disturbances: [], resources })).toEqual([]);
    },
    { timeoutMs: 30_000, everyMs: 1_000 },
  );
}, 60_000);

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
