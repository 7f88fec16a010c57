import { percentiles, type Percentiles } from './percentiles.ts';

/** One start of a periodic job. */
export interface Start {
  /** Which of the jobs. */
  readonly job: number;
  /** Epoch ms, with fractions where the source has them. */
  readonly at: number;
}

export type Pattern = 'spread' | 'at once';

/** A start up to this long before a due time is that due time's, and early; ms. */
const EARLY_MS = 100;

export interface GridResult {
  /** Due times in the window. */
  readonly due: number;
  /** Due times without a start. */
  readonly missed: number;
  /** Starts before their due time by more than the 1 ms that two clocks' roundings may differ. */
  readonly early: number;
  readonly latenessMs: Percentiles | null;
  /** By how much more than the interval a job's starts lie apart, ms: the middle one of the jobs. */
  readonly driftMsPerTick: number | null;
}

/** Where in the interval each job is due, ms. */
export function phasesOf(pattern: Pattern, jobs: number, intervalMs: number): number[] {
  return Array.from({ length: jobs }, (_, job) =>
    pattern === 'spread' ? Math.floor((job * intervalMs) / jobs) : Math.floor(intervalMs / 2),
  );
}

/** Holds starts against the due times `t mod interval = phase` with since <= t < until (epoch ms). */
export function againstGrid(
  starts: readonly Start[],
  grid: { phases: readonly number[]; intervalMs: number; since: number; until: number },
): GridResult {
  const { phases, intervalMs, since, until } = grid;
  const byJob = phases.map((): number[] => []);
  for (const { job, at } of starts) byJob[job]?.push(at);
  const lateness: number[] = [];
  const drifts: number[] = [];
  let due = 0;
  let missed = 0;
  let early = 0;
  phases.forEach((phase, job) => {
    const first = Math.ceil((since - phase) / intervalMs);
    const slots = Math.max(0, Math.ceil((until - phase) / intervalMs) - first);
    const taken = new Set<number>();
    const mine: number[] = [];
    for (const at of (byJob[job] ?? []).sort((a, b) => a - b)) {
      const slot = Math.floor((at + EARLY_MS - phase) / intervalMs) - first;
      if (slot < 0 || slot >= slots) continue;
      const late = at - ((slot + first) * intervalMs + phase);
      if (late < -1) early += 1;
      lateness.push(Math.max(0, late));
      mine.push(at);
      taken.add(slot);
    }
    due += slots;
    missed += slots - taken.size;
    if (mine.length > 1) drifts.push(slopeOf(mine) - intervalMs);
  });
  drifts.sort((a, b) => a - b);
  const drift = drifts[Math.floor(drifts.length / 2)];
  return {
    due,
    missed,
    early,
    latenessMs: percentiles(lateness),
    driftMsPerTick: drift === undefined ? null : Math.round(drift * 100) / 100,
  };
}

/** The slope of the line through (0, y0), (1, y1), ... that fits best. */
function slopeOf(ys: readonly number[]): number {
  const middle = (ys.length - 1) / 2;
  let xy = 0;
  let xx = 0;
  ys.forEach((y, x) => {
    xy += (x - middle) * (y - (ys[0] ?? 0));
    xx += (x - middle) ** 2;
  });
  return xy / xx;
}
