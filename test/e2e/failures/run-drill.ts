import { expect } from '@jest/globals';
import { checkHistory, RESUME_WITHIN_MS, type Fault } from './history-checker.ts';
import type { Disturbance, LedgerRow, WorkerHistory } from './history.ts';
import { askAgain, lookAtAll, startTraced, stopTraced, tickingAfter } from './traced-workers.ts';
import type { TracedWorker } from './traced-workers.ts';
import type { DrilledCluster } from './drilled-cluster.ts';

const WORKERS = 4;
const FIRST_TICKS_WITHIN_MS = 30_000;

/** One thing that goes wrong, and what is to be seen afterwards beside the promises of all. */
export interface Drill {
  /** One sentence: what happens to what. */
  readonly name: string;
  /** How long each tick works, ms; default 0. */
  readonly workMs?: number;
  /** Beside `ok` and `skipped`. */
  readonly outcomes?: readonly LedgerRow['outcome'][];
  /** Returns when nothing stands in the way of ticking any more. */
  disturb(scene: Scene): Promise<Aftermath>;
}

export interface Scene {
  readonly cluster: DrilledCluster;
  /** All of one workspace, so of one partition; each ticks. */
  readonly workers: readonly TracedWorker[];
  /** Waits until each of them ticks again, of which the history must tell: so far nothing stood in its way. */
  readonly goesOn: (name: string) => Promise<void>;
}

export interface Aftermath {
  /** The processes that were ended. */
  readonly gone?: readonly number[];
  /** What the witnesses said, as it is to be read after this drill; default: as they said it. */
  readonly heard?: (worker: WorkerHistory) => WorkerHistory;
  /** What the drill itself is held against: that it hit what it was to hit, for one. */
  readonly verify?: (workers: readonly WorkerHistory[]) => void;
}

interface Held {
  readonly drill: Drill;
  readonly aftermath: Aftermath;
  readonly disturbances: readonly Disturbance[];
  readonly told: readonly WorkerHistory[];
}

/**
 * Runs drills on one cluster, one after the other, each on workers of its own. While the cluster goes on
 * after one, the workers of the next begin: they too must have every due time accounted for.
 */
export class DrillGround {
  private readonly cluster: DrilledCluster;
  private readonly drills: readonly Drill[];
  private readonly begun = new Map<Drill, Promise<TracedWorker[]>>();
  private readonly held: Held[] = [];

  constructor(cluster: DrilledCluster, drills: readonly Drill[]) {
    this.cluster = cluster;
    this.drills = drills;
  }

  /**
   * Lets workers tick, disturbs the cluster, and holds what all witnesses tell against the promises.
   * Throws, or fails the test, where one was broken.
   */
  async run(drill: Drill): Promise<void> {
    const { cluster } = this;
    const [first, second] = cluster.apis;
    const started = await this.begin(drill);
    await tickingAfter(first, started, 0, FIRST_TICKS_WITHIN_MS);
    const workers = await lookAtAll(first, started);
    const disturbances: Disturbance[] = [];
    const goesOn = async (name: string): Promise<void> => {
      const disturbance = { name, overMs: Date.now() };
      disturbances.push(disturbance);
      // The ledger says afterwards when each went on; this only waits for it.
      await tickingAfter(second, workers, disturbance.overMs, 2 * RESUME_WITHIN_MS);
    };
    cluster.takeDown();
    const aftermath = await drill.disturb({ cluster, workers, goesOn });
    cluster.takeDown();
    const overMs = Date.now();
    await cluster.whole(aftermath.gone ?? []);
    const next = this.drills[this.drills.indexOf(drill) + 1];
    // Whoever waits for them hears of it when they could not be started.
    if (next !== undefined) this.begin(next).catch(() => undefined);
    disturbances.push({ name: drill.name, overMs });
    await tickingAfter(second, workers, overMs, 2 * RESUME_WITHIN_MS);
    const told = await stopTraced(second, await lookAtAll(second, workers), cluster.witnesses);
    const held = { drill, aftermath, disturbances, told };
    this.held.push(held);
    judge(held);
  }

  /** Holds all histories against the promises once more, with what came to light since. */
  async judgeAgain(): Promise<void> {
    const [api] = this.cluster.apis;
    for (const held of this.held) {
      judge({ ...held, told: await askAgain(api, held.told, this.cluster.witnesses) });
    }
  }

  /** Of all workers that were begun. */
  async workspaceIds(): Promise<string[]> {
    const workers = (await Promise.all(this.begun.values())).flat();
    return [...new Set(workers.map(({ workspaceId }) => workspaceId))];
  }

  private begin(drill: Drill): Promise<TracedWorker[]> {
    const begun =
      this.begun.get(drill) ?? startTraced(this.cluster.apis[0], drill.name, WORKERS, drill.workMs);
    this.begun.set(drill, begun);
    return begun;
  }
}

function judge({ drill, aftermath, disturbances, told }: Held): void {
  const { heard, verify } = aftermath;
  const workers = heard === undefined ? told : told.map(heard);
  expect(faultsOf(workers, disturbances)).toEqual([]);
  const allowed = ['ok', 'skipped', ...(drill.outcomes ?? [])];
  const strange = workers.flatMap(({ rows }) => rows.filter((r) => !allowed.includes(r.outcome)));
  expect(strange).toEqual([]);
  // Else nobody was asked who ran what.
  expect(Math.min(...workers.map(({ runs }) => runs.length))).toBeGreaterThanOrEqual(3);
  verify?.(told);
}

function faultsOf(
  workers: readonly WorkerHistory[],
  disturbances: readonly Disturbance[],
): Fault[] {
  return checkHistory({ workers, disturbances, resources: [] });
}
