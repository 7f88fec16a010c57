import { familyOf, runningProcesses } from '../../test/e2e/process-table.ts';
import type { Standalone } from '../../test/e2e/standalone.ts';
import { cpuMs, pssMb } from './process-costs.ts';

/** The processes of the product by what they are. */
export type PartName = 'supervisor' | 'api' | 'scheduler' | 'runner' | 'sandboxes' | 'postgres';

export interface PartCost {
  readonly processes: number;
  readonly pssMb: number | null;
  readonly cpuMs: number;
}

/** What each part holds and has used so far; the sandboxes are all that the runner has started. */
export function costsOf(product: Standalone): Readonly<Record<PartName, PartCost>> {
  const table = runningProcesses();
  const pids = product.pids();
  const alone = (pid: number | undefined): number[] => (pid === undefined ? [] : [pid]);
  const below = (pid: number | undefined): number[] =>
    pid === undefined ? [] : familyOf(pid, table).map((member) => member.pid);
  return {
    supervisor: costOf(alone(pids.supervisor)),
    api: costOf(below(pids.api)),
    scheduler: costOf(below(pids.scheduler)),
    runner: costOf(alone(pids.runner)),
    sandboxes: costOf(below(pids.runner).filter((pid) => pid !== pids.runner)),
    postgres: costOf(below(pids.postgres)),
  };
}

/** What processes hold together and have used so far. */
export function costOf(pids: readonly number[]): PartCost {
  const memory = pids.map(pssMb);
  return {
    processes: pids.length,
    pssMb: memory.includes(null) ? null : sum(memory.map((mb) => mb ?? 0)),
    cpuMs: sum(pids.map((pid) => cpuMs(pid) ?? 0)),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
