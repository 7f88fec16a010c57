import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkHistory, type Rule } from './history-checker.ts';
import type { History, LedgerRow, TickTrace, WorkerHistory } from './history.ts';
import { cleanHistory } from './random-history.ts';

/** Puts something wrong into the history of one worker; null where this one has no place for it. */
type Plant = (worker: WorkerHistory) => WorkerHistory | null;

const replaced = <T>(all: readonly T[], index: number, ...by: T[]): T[] => [
  ...all.slice(0, index),
  ...by,
  ...all.slice(index + 1),
];

/** Changes the row of the `n`-th tick that went well. */
function row(worker: WorkerHistory, n: number, change: (row: LedgerRow) => LedgerRow[]) {
  const index = worker.rows.findIndex(
    (r, i) => r.outcome === 'ok' && worker.rows.slice(0, i).filter(isOk).length === n,
  );
  const found = worker.rows[index];
  if (found === undefined) return null;
  return { ...worker, rows: replaced(worker.rows, index, ...change(found)) };
}

const isOk = ({ outcome }: LedgerRow): boolean => outcome === 'ok';

/** Changes what the state held of a tick that went well, in the last snapshot. */
function lastState(worker: WorkerHistory, change: (tick: TickTrace) => TickTrace[]) {
  const last = worker.snapshots.at(-1);
  const dueMs = worker.rows.filter(isOk)[1]?.dueMs;
  if (last === undefined || dueMs === undefined) return null;
  const ticks = last.ticks.flatMap((tick) => (tick.dueMs === dueMs ? change(tick) : [tick]));
  return { ...worker, snapshots: [...worker.snapshots.slice(0, -1), { ...last, ticks }] };
}

const PLANTS: readonly (readonly [string, Rule, Plant])[] = [
  [
    'a tick that the ledger has running into the next one',
    'overlap',
    (w) => row(w, w.rows.filter(isOk).length - 2, (r) => [{ ...r, endMs: r.endMs + w.intervalMs }]),
  ],
  [
    'a tick that ran on in a runner that had lost it',
    'overlap',
    (w) => {
      const first = w.rows[0];
      const second = w.runs.find((run) => run.dueMs > (first?.dueMs ?? 0));
      if (first === undefined || second === undefined) return null;
      const { dueMs, startMs } = first;
      const zombie = { runner: 'runner 2', dueMs, startMs: startMs ?? 0, endMs: second.endMs + 1 };
      return { ...w, runs: [zombie, ...w.runs.filter((run) => run.dueMs !== dueMs)] };
    },
  ],
  [
    'a worker that says it began before its predecessor had ended',
    'overlap',
    (w) => {
      const next = w.rows.filter(isOk)[2]?.startMs ?? 0;
      return lastState(w, (t) => [{ ...t, endMs: Math.max(next + 1, t.endMs ?? 0) }]);
    },
  ],
  ['a due time with two rows', 'twice', (w) => row(w, 1, (r) => [r, r])],
  [
    'a due time within what a row of missed ones stands for',
    'twice',
    (w) => row(w, 1, (r) => [{ ...r, count: 2 }]),
  ],
  [
    'a tick run by two runners',
    'twice',
    (w) => ({ ...w, runs: [...w.runs, ...w.runs.slice(0, 1)] }),
  ],
  ['a tick that is in the state twice', 'twice', (w) => lastState(w, (t) => [t, t])],
  ['a due time without a row', 'unaccounted', (w) => row(w, 1, () => [])],
  [
    'a start after which nothing was due for long',
    'unaccounted',
    (w) => ({ ...w, startedMs: w.startedMs - 2 * w.intervalMs }),
  ],
  [
    'a worker that had ceased to tick before it was stopped',
    'unaccounted',
    (w) => ({ ...w, stoppedMs: w.stoppedMs + 2001 }),
  ],
  ['a worker without any row', 'unaccounted', (w) => ({ ...w, rows: [] })],
  [
    'a row beside the grid',
    'off_grid',
    (w) => row(w, 1, (r) => [r, { ...r, dueMs: r.dueMs + 1, startMs: null, outcome: 'error' }]),
  ],
  [
    'a tick that began early by the ledger',
    'early',
    (w) => row(w, 1, (r) => [{ ...r, startMs: r.dueMs - 1 }]),
  ],
  [
    'a tick that began early by its own word',
    'early',
    (w) => lastState(w, (t) => [{ ...t, startMs: t.dueMs - 1 }]),
  ],
  [
    'a skipped tick that ran',
    'contradiction',
    (w) => row(w, 1, (r) => [{ ...r, outcome: 'skipped', startMs: null }]),
  ],
  [
    'a tick that ran and has no row',
    'contradiction',
    (w) => lastState(w, (t) => [t, { ...t, dueMs: t.dueMs + 7 }]),
  ],
  ['an ok tick that left nothing', 'lost_state', (w) => lastState(w, () => [])],
  [
    'an ok tick whose last write is gone',
    'lost_state',
    (w) => lastState(w, (t) => [{ ...t, endMs: null }]),
  ],
  [
    'a write that was seen and is gone',
    'lost_state',
    (w) => {
      const [first] = w.snapshots;
      if (first === undefined || first.ticks.length === 0) return null;
      const emptied = { atMs: first.atMs, ticks: first.ticks.slice(1) };
      return { ...w, snapshots: [first, emptied, ...w.snapshots.slice(1)] };
    },
  ],
];

const rulesOf = (history: History): Rule[] => checkHistory(history).map(({ rule }) => rule);

describe('the check of a history', () => {
  it('finds nothing in any in which the promises were kept', () => {
    fc.assert(fc.property(cleanHistory, (history) => expect(checkHistory(history)).toEqual([])));
  });

  it.each(PLANTS)('finds %s, as %s', (_, rule, plant) => {
    let planted = 0;
    fc.assert(
      fc.property(cleanHistory, fc.nat(), (history, n) => {
        const index = n % history.workers.length;
        const worker = history.workers[index];
        const wrong = worker === undefined ? null : plant(worker);
        if (wrong === null) return;
        planted++;
        const workers = replaced(history.workers, index, wrong);
        expect(rulesOf({ ...history, workers })).toContain(rule);
      }),
    );
    expect(planted).toBeGreaterThan(20);
  });

  it('finds a worker that did not go on within 15 s', () => {
    fc.assert(
      fc.property(cleanHistory, (history) => {
        const [worker] = history.workers;
        if (worker === undefined) return;
        const overMs = worker.stoppedMs - 25_000;
        // Whatever was due in the 16 s (and an interval) after it was skipped.
        const until = overMs + 15_000 + worker.intervalMs;
        const rows = worker.rows.map((r): LedgerRow =>
          r.startMs !== null && r.startMs >= overMs && r.startMs <= until
            ? { ...r, outcome: 'skipped', startMs: null }
            : r,
        );
        const disturbances = [{ name: 'the kill', overMs }];
        const stalled = { ...history, disturbances, workers: [{ ...worker, rows }] };
        expect(rulesOf(stalled)).toContain('not_resumed');
        expect(rulesOf({ ...stalled, disturbances: [] })).not.toContain('not_resumed');
      }),
    );
  });

  it('finds a worker that did not go on before it was stopped', () => {
    fc.assert(
      fc.property(cleanHistory, (history) => {
        const [worker] = history.workers;
        if (worker === undefined) return;
        const disturbances = [{ name: 'the kill', overMs: worker.stoppedMs }];
        expect(rulesOf({ ...history, disturbances })).toContain('not_resumed');
      }),
    );
  });

  it('finds what was left behind', () => {
    fc.assert(
      fc.property(cleanHistory, fc.constantFrom('connections', 'leases held'), (history, name) => {
        const resources = [...history.resources, { name, before: 3, after: 4 }];
        expect(checkHistory({ ...history, resources })).toEqual([
          { rule: 'leak', what: `${name}: 3 before, 4 after` },
        ]);
      }),
    );
  });
});
