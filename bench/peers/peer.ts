import type { Start } from '../measure/grid.ts';

export interface PeriodicRun {
  readonly starts: readonly Start[];
  /** Processor time of the peer's processes and its broker from the first start to the end, ms; null where unknown. */
  readonly cpuMs: Readonly<Record<string, number>>;
  /** Wall time over which `cpuMs` was used, ms. */
  readonly overMs: number;
}

/** A product that can run jobs every second. */
export interface Peer {
  readonly name: string;
  /** Runs one job for each phase, every second, for `seconds`, each with one get and one set in Redis. */
  periodic(
    phases: readonly number[],
    seconds: number,
    schedule: 'grid' | 'own',
  ): Promise<PeriodicRun>;
  /** Empty jobs that it takes from a full queue in a second. */
  drain(jobs: number): Promise<number>;
}
