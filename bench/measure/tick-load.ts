import type { BenchProduct } from './bench-product.ts';
import type { BenchTenant, BenchTick } from './bench-tenant.ts';
import { againstGrid, type GridResult } from './grid.ts';
import { percentiles, type Percentiles } from './percentiles.ts';

const INTERVAL_MS = 1000;
/** Until the outcomes of the last due times are in the ledger, ms. */
const SETTLE_MS = 1_500;

export interface LoadResult extends GridResult {
  readonly outcomes: Readonly<Record<string, number>>;
  readonly partsMs: Readonly<Record<string, Percentiles | null>>;
  readonly cpuMsPerTick: Readonly<Record<string, number>>;
  /** Of the cores of the machine, how many the product and its engines kept busy. */
  readonly coresUsed: number;
  readonly sandboxes: number;
}

/** Watches workers that tick, for `seconds`, after `warmUpMs` that do not count. */
export async function measureLoad(
  bench: BenchProduct,
  tenant: BenchTenant,
  load: { phases: readonly number[]; seconds: number; warmUpMs: number },
): Promise<LoadResult> {
  await pause(load.warmUpMs);
  const since = Date.now();
  const before = bench.costs();
  await pause(load.seconds * 1000);
  const until = Date.now();
  const after = bench.costs();
  await pause(SETTLE_MS);
  const ticks = await tenant.ticks(since - INTERVAL_MS, until + INTERVAL_MS);
  const ran = ticks.filter(isRun);
  const inside = ran.filter(({ dueAt }) => dueAt >= since && dueAt < until);
  const names = Object.keys(after);
  const used = (name: string): number => (after[name]?.cpuMs ?? 0) - (before[name]?.cpuMs ?? 0);
  const grid = { phases: load.phases, intervalMs: INTERVAL_MS, since, until };
  const starts = ran.map(({ job, startedAt }) => ({ job, at: startedAt }));
  const result = againstGrid(starts, grid);
  return {
    ...result,
    // The ledger binds each start to its due time, however late it was.
    missed: result.due - inside.length,
    early: inside.filter(({ dueAt, startedAt }) => startedAt < dueAt).length,
    latenessMs: percentiles(inside.map(({ latenessMs }) => latenessMs ?? 0)),
    outcomes: countBy(ticks.filter(({ dueAt }) => dueAt >= since && dueAt < until)),
    partsMs: Object.fromEntries(
      [...new Set(inside.flatMap(({ parts }) => Object.keys(parts ?? {})))].map((name) => [
        name,
        percentiles(inside.map(({ parts }) => parts?.[name] ?? 0)),
      ]),
    ),
    cpuMsPerTick: Object.fromEntries(
      names.map((name) => [name, Math.round((used(name) / inside.length) * 1000) / 1000]),
    ),
    coresUsed:
      Math.round((names.reduce((sum, name) => sum + used(name), 0) / (until - since)) * 100) / 100,
    sandboxes: after['sandboxes']?.processes ?? 0,
  };
}

function isRun(tick: BenchTick): tick is BenchTick & { readonly startedAt: number } {
  return tick.startedAt !== null;
}

function countBy(ticks: readonly BenchTick[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome, reason } of ticks) {
    const name = reason === null ? outcome : `${outcome} (${reason})`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
