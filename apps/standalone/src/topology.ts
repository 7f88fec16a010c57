/** The processes that a product is made of; each may have several copies. */
export const PROCESS_KINDS = ['api', 'scheduler', 'runner'] as const;
export type ProcessKind = (typeof PROCESS_KINDS)[number];

/** What one machine runs: on which engines, and how many copies of each process. */
export interface Topology {
  /** `configured` leaves the choice to MESSAGING; `kafka` starts one on this machine. */
  readonly bus: 'configured' | 'kafka';
  /** `configured` leaves the choice to STATE; `redis` starts one on this machine. */
  readonly state: 'configured' | 'redis';
  readonly copies: Readonly<Record<ProcessKind, number>>;
}

/** `npm start`. */
export const STANDALONE: Topology = {
  bus: 'configured',
  state: 'configured',
  copies: { api: 1, scheduler: 1, runner: 1 },
};

/** `npm run cluster`: what many machines would run, on one. */
export const CLUSTER: Topology = {
  bus: 'kafka',
  state: 'redis',
  copies: { api: 2, scheduler: 2, runner: 2 },
};

/** `runner` where there is one, else `runner-1`, `runner-2` and so on. */
export function processNames(topology: Topology, kind: ProcessKind): readonly string[] {
  const copies = topology.copies[kind];
  return Array.from({ length: copies }, (_, i) => (copies === 1 ? kind : `${kind}-${i + 1}`));
}
