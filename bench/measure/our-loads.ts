import type { BenchProduct } from './bench-product.ts';
import { BenchTenant } from './bench-tenant.ts';
import { phasesOf, type Pattern } from './grid.ts';
import { measureLoad, type LoadResult } from './tick-load.ts';

/** Of a bench tenant: a worker shares its sandboxes with others, as a tenant's workers do. */
const WORKSPACES = 10;
const PLAN = 'free';
const INTERVAL_MS = 1000;
/** Sandboxes boot and workers are set up. */
const WARM_UP_MS = 8_000;
const STEP_WARM_UP_MS = 4_000;

/** Workers at 1 s each in one pattern, alone on the product. */
export async function periodicLoad(
  bench: BenchProduct,
  load: { pattern: Pattern; workers: number; seconds: number },
): Promise<LoadResult> {
  const phases = phasesOf(load.pattern, load.workers, INTERVAL_MS);
  const tenant = await BenchTenant.create(bench.db, PLAN, WORKSPACES);
  try {
    await tenant.start(phases);
    return await measureLoad(bench, tenant, {
      phases,
      seconds: load.seconds,
      warmUpMs: WARM_UP_MS,
    });
  } finally {
    await tenant.stop();
  }
}

export interface Step {
  readonly workers: number;
  readonly ticksPerSecond: number;
  readonly isKept: boolean;
  readonly load: LoadResult;
}

/** A step is kept when at most one due time in 200 was missed and half of the ticks began within 250 ms. */
function isKept({ due, missed, latenessMs }: LoadResult): boolean {
  return missed <= due / 200 && latenessMs !== null && latenessMs.p50 <= 250;
}

/** More and more workers, until the product does not keep up. */
export async function climb(
  bench: BenchProduct,
  options: { steps: readonly number[]; seconds: number; onStep: (step: Step) => void },
): Promise<Step[]> {
  const tenant = await BenchTenant.create(bench.db, PLAN, WORKSPACES);
  const phases: number[] = [];
  const steps: Step[] = [];
  try {
    for (const workers of options.steps) {
      const more = phasesOf('spread', workers - phases.length, INTERVAL_MS);
      await tenant.start(more);
      phases.push(...more);
      const load = await measureLoad(bench, tenant, {
        phases,
        seconds: options.seconds,
        warmUpMs: steps.length === 0 ? WARM_UP_MS : STEP_WARM_UP_MS,
      });
      const ran = load.due - load.missed;
      const step: Step = {
        workers,
        ticksPerSecond: Math.round(ran / options.seconds),
        isKept: isKept(load),
        load,
      };
      steps.push(step);
      options.onStep(step);
      if (!step.isKept) break;
    }
  } finally {
    await tenant.stop();
  }
  return steps;
}
