import type { Target } from './cluster-targets.ts';
import type { GridResult, Pattern } from './grid.ts';
import type { Step } from './our-loads.ts';
import type { Percentiles } from './percentiles.ts';
import { percentileCells, printTable } from './report.ts';

/** One product in one pattern. */
export interface PeriodicRow extends GridResult {
  readonly product: string;
  readonly pattern: Pattern;
  readonly jobs: number;
  /** `own`: a peer that counts each interval from its last run does so here. */
  readonly schedule: 'grid' | 'own';
  readonly cpuMsPerTick: Readonly<Record<string, number>>;
  /** Ours only. */
  readonly partsMs?: Readonly<Record<string, Percentiles | null>>;
  readonly outcomes?: Readonly<Record<string, number>>;
  readonly sandboxes?: number;
}

export function printPeriodic(rows: readonly PeriodicRow[]): void {
  printTable(
    'lateness against the grid, ms',
    ['', 'p50', 'p95', 'p99', 'max', 'due', 'missed', 'early', 'drift/tick'],
    rows.map((row) => [
      `${row.product}, ${row.jobs} ${row.pattern}`,
      ...percentileCells(row.latenessMs),
      row.due,
      row.missed,
      row.early,
      row.driftMsPerTick,
    ]),
  );
  for (const { product, jobs, pattern, partsMs } of rows) {
    if (partsMs === undefined) continue;
    printTable(
      `${product}, ${jobs} ${pattern}: where the lateness comes from, ms`,
      ['', 'p50', 'p95', 'p99', 'max'],
      Object.entries(partsMs).map(([name, p]) => [name, ...percentileCells(p)]),
    );
  }
  printTable(
    'CPU ms a tick, by process',
    ['', 'sum', ''],
    rows.map((row) => {
      const parts = Object.entries(row.cpuMsPerTick);
      return [
        `${row.product}, ${row.jobs} ${row.pattern}`,
        parts.reduce((sum, [, ms]) => sum + ms, 0),
        parts.map(([name, ms]) => `${name} ${ms}`).join(', '),
      ];
    }),
  );
}

export function printSteps(
  steps: readonly Step[],
  drained: Readonly<Record<string, number>>,
): void {
  printTable(
    'throughput: workers at 1 s each, until it does not keep up',
    ['workers', 'ticks/s', 'missed', 'p50 ms', 'p95', 'p99', 'max', 'cores', 'kept up'],
    steps.map(({ workers, ticksPerSecond, isKept, load }) => [
      String(workers),
      ticksPerSecond,
      load.missed,
      ...percentileCells(load.latenessMs),
      load.coresUsed,
      isKept ? 'yes' : 'no',
    ]),
  );
  printTable(
    'empty jobs drained a second (no sandbox, no ledger)',
    ['', 'jobs/s'],
    Object.entries(drained),
  );
}

export function printTargets(targets: readonly Target[]): void {
  printTable(
    'aims',
    ['', 'measured', 'aim', ''],
    targets.map(({ what, value, aim, isMet }) => [what, value, aim, isMet ? 'met' : 'NOT MET']),
  );
}
