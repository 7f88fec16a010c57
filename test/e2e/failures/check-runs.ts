import type { TickTrace, WorkerHistory } from './history.ts';
import type { Fault } from './history-checker.ts';

/** One witness's word for when a due time's tick ran. */
interface Sighting {
  readonly witness: string;
  readonly dueMs: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** No two ticks at once, none twice, none early: by the ledger, the worker itself and the runners. */
export function runFaults(worker: WorkerHistory): Fault[] {
  const sightings = sightingsOf(worker);
  return [...overlaps(sightings), ...repeats(worker), ...earlyOnes(sightings)];
}

function sightingsOf({ rows, snapshots, runs }: WorkerHistory): Sighting[] {
  const ticks = latestOf(snapshots.flatMap((snapshot) => snapshot.ticks));
  return [
    ...rows.flatMap(({ dueMs, startMs, endMs }) =>
      startMs === null ? [] : [{ witness: 'the ledger', dueMs, startMs, endMs }],
    ),
    // One that never wrote its end was there at least for a moment.
    ...ticks.map(({ dueMs, startMs, endMs }) => ({
      witness: 'the worker',
      dueMs,
      startMs,
      endMs: endMs ?? startMs,
    })),
    ...runs.map(({ runner, ...run }) => ({ witness: runner, ...run })),
  ].sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
}

/** The last that was seen of each tick: later snapshots know when it ended. */
function latestOf(ticks: readonly TickTrace[]): TickTrace[] {
  const byRun = new Map(ticks.map((tick) => [`${tick.dueMs} ${tick.startMs}`, tick]));
  return [...byRun.values()];
}

/** Sorted by start: each is held against the one so far that ends last, of another due time. */
function overlaps(sightings: readonly Sighting[]): Fault[] {
  const faults: Fault[] = [];
  const running: Sighting[] = [];
  for (const next of sightings) {
    const other = running.find((s) => s.dueMs !== next.dueMs && s.endMs > next.startMs);
    if (other !== undefined) {
      const { witness, dueMs, endMs } = other;
      faults.push({
        rule: 'overlap',
        what:
          `${next.dueMs} began at ${next.startMs} (${next.witness}), ` +
          `before ${dueMs} ended at ${endMs} (${witness})`,
      });
    }
    running.push(next);
    // What ended before this one began cannot overlap with any that comes.
    for (let i = running.length - 1; i >= 0; i--) {
      if ((running[i]?.endMs ?? 0) < next.startMs) running.splice(i, 1);
    }
  }
  return faults;
}

function repeats({ runs, snapshots }: WorkerHistory): Fault[] {
  const faults: Fault[] = [];
  for (const dueMs of duplicatesOf(runs.map((run) => run.dueMs))) {
    const runners = runs.filter((run) => run.dueMs === dueMs).map((run) => run.runner);
    faults.push({ rule: 'twice', what: `${dueMs} was run by ${runners.join(' and ')}` });
  }
  for (const dueMs of duplicatesOf(snapshots.at(-1)?.ticks.map((tick) => tick.dueMs) ?? [])) {
    faults.push({ rule: 'twice', what: `${dueMs} is in the state twice` });
  }
  return faults;
}

function duplicatesOf(values: readonly number[]): number[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))];
}

function earlyOnes(sightings: readonly Sighting[]): Fault[] {
  return sightings
    .filter(({ startMs, dueMs }) => startMs < dueMs)
    .map(({ witness, dueMs, startMs }) => ({
      rule: 'early',
      what: `${dueMs} began ${dueMs - startMs} ms early, says ${witness}`,
    }));
}
