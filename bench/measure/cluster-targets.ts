import type { PeriodicRow } from './cluster-tables.ts';
import type { Step } from './our-loads.ts';

export interface Target {
  readonly what: string;
  readonly value: number | null;
  readonly aim: number;
  readonly isMet: boolean;
}

const LATENESS_AIMS = {
  spread: { p50: 5, p95: 12, p99: 25 },
  'at once': { p50: 30, p95: 50, p99: 60 },
} as const;
const TICKS_PER_SECOND = 1000;

/** What we aim for, held against what was measured of ours. */
export function clusterTargets(rows: readonly PeriodicRow[], steps: readonly Step[]): Target[] {
  const ours = rows.filter(({ product }) => product === 'AiSpinner');
  const targets: Target[] = [];
  for (const row of ours) {
    const name = `${row.jobs} workers, ${row.pattern}`;
    // The aims for lateness are for the first two cases.
    if (ours.indexOf(row) < 2) {
      for (const [p, aim] of Object.entries(LATENESS_AIMS[row.pattern])) {
        const value = row.latenessMs?.[p as 'p50' | 'p95' | 'p99'] ?? null;
        targets.push({ ...atMost(value, aim), what: `${name}: ${p}, ms` });
      }
    } else targets.push({ ...atMost(row.driftMsPerTick, 1), what: `${name}: drift, ms a tick` });
    targets.push({ ...atMost(row.missed, 0), what: `${name}: missed` });
    targets.push({ ...atMost(row.early, 0), what: `${name}: early` });
  }
  if (steps.length > 0) {
    const value = Math.max(0, ...steps.filter((s) => s.isKept).map((s) => s.ticksPerSecond));
    // A step of 1,000 workers has due times at its edges: one in a hundred less is all of them.
    const isMet = value >= TICKS_PER_SECOND * 0.99;
    targets.push({ what: 'ticks a second before the knee', value, aim: TICKS_PER_SECOND, isMet });
  }
  return targets;
}

function atMost(value: number | null, aim: number): Omit<Target, 'what'> {
  return { value, aim, isMet: value !== null && value <= aim };
}
