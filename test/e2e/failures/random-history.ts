import fc from 'fast-check';
import type { History, LedgerRow, RunnerTrace, TickTrace, WorkerHistory } from './history.ts';

const T0 = 1_800_000_000_000;

/** What happens at one due time. Missed: how many in a row; late and long: shares of the interval. */
interface Fate {
  readonly kind: 'ok' | 'error' | 'timeout' | 'killed' | 'lost' | 'skipped' | 'missed';
  readonly late: number;
  readonly long: number;
  readonly missed: number;
}

const share = fc.double({ min: 0, max: 0.45, noNaN: true });
const fate = fc.record<Fate>({
  kind: fc.constantFrom(
    'ok',
    'ok',
    'ok',
    'error',
    'timeout',
    'killed',
    'lost',
    'skipped',
    'missed',
  ),
  late: share,
  long: share,
  missed: fc.integer({ min: 1, max: 9 }),
});

const OK: Fate = { kind: 'ok', late: 0.01, long: 0.02, missed: 1 };

/** A worker's life in which every promise was kept; it ends with some ticks that went well. */
const life = fc
  .record({
    n: fc.nat(1_000_000),
    intervalMs: fc.constantFrom(1000, 1000, 2000, 5000),
    fates: fc.array(fate, { maxLength: 25 }),
    looks: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ n, intervalMs, fates, looks }) =>
    liveThrough(`wrk_${n}`, intervalMs, [OK, ...fates, OK, OK, OK], looks),
  );

/** Clean histories of some workers, or of one that was disturbed and went on. */
export const cleanHistory: fc.Arbitrary<History> = fc
  .record({
    workers: fc.array(life, { minLength: 1, maxLength: 4 }),
    processes: fc.nat(20),
    fewer: fc.nat(3),
    isDisturbed: fc.boolean(),
  })
  .map(({ workers, processes, fewer, isDisturbed }) => ({
    workers,
    // Of one worker only, whose life ends with 40 s in which all went well: others may skip just then.
    disturbances:
      isDisturbed && workers.length === 1
        ? workers.map(({ stoppedMs }) => ({ name: 'the kill', overMs: stoppedMs - 20_000 }))
        : [],
    resources: [{ name: 'processes', before: processes + fewer, after: processes }],
  }));

function liveThrough(
  workerId: string,
  intervalMs: number,
  fates: readonly Fate[],
  looks: number,
): WorkerHistory {
  const rows: LedgerRow[] = [];
  const ticks: TickTrace[] = [];
  const runs: RunnerTrace[] = [];
  let dueMs = T0 + intervalMs / 4;
  // Long enough for a disturbance to be followed by 15 s of ticks.
  const filled = [...fates, ...Array.from({ length: Math.ceil(40_000 / intervalMs) }, () => OK)];
  for (const { kind, late, long, missed } of filled) {
    const startMs = dueMs + Math.round(late * intervalMs);
    const endMs = startMs + Math.round(long * intervalMs);
    const count = kind === 'missed' ? missed : 1;
    switch (kind) {
      case 'ok':
      case 'error':
      case 'timeout':
      case 'killed':
        rows.push({ dueMs, outcome: kind, reason: null, startMs, endMs, count });
        ticks.push({ dueMs, startMs, endMs: kind === 'ok' ? endMs : null });
        runs.push({ runner: 'runner 1', dueMs, startMs, endMs });
        break;
      case 'lost':
        rows.push({ dueMs, outcome: 'killed', reason: 'runner_lost', startMs: null, endMs, count });
        // Its runner may have died before anything was written, in between, or after all was.
        if (long > 0.1) ticks.push({ dueMs, startMs, endMs: long > 0.3 ? endMs : null });
        break;
      case 'skipped':
      case 'missed':
        rows.push({ dueMs, outcome: 'skipped', reason: kind, startMs: null, endMs: dueMs, count });
    }
    dueMs += count * intervalMs;
  }
  return {
    workerId,
    intervalMs,
    startedMs: T0,
    stoppedMs: dueMs,
    rows,
    snapshots: Array.from({ length: looks }, (_, i) => ({
      atMs: dueMs,
      ticks: ticks.slice(0, Math.ceil((ticks.length * (i + 1)) / looks)),
    })),
    runs,
  };
}
