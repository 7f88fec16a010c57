/** What is known of a product after it was disturbed. Instants are epoch ms throughout. */
export interface History {
  readonly workers: readonly WorkerHistory[];
  /** What was done to it. */
  readonly disturbances: readonly Disturbance[];
  /** What must not grow, counted before and after, when all is quiet. */
  readonly resources: readonly Resource[];
}

export interface Disturbance {
  readonly name: string;
  /** From then on nothing stands in the way: the kill itself, or the end of an outage. */
  readonly overMs: number;
}

export interface Resource {
  /** Such as `sandbox processes`, `connections of Postgres`, `leases held`. */
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

export interface WorkerHistory {
  readonly workerId: string;
  readonly intervalMs: number;
  /** Its start was acknowledged: from then on each due time must be accounted for. */
  readonly startedMs: number;
  /** Its stop was asked for. */
  readonly stoppedMs: number;
  /** Its ledger in any order, read when nothing was on its way any more. */
  readonly rows: readonly LedgerRow[];
  /** What its state told at several times, oldest first; the last one read when all was quiet. */
  readonly snapshots: readonly Snapshot[];
  /** What runners say that they ran. Empty where nobody collected it. */
  readonly runs: readonly RunnerTrace[];
}

export interface LedgerRow {
  readonly dueMs: number;
  readonly outcome: 'ok' | 'error' | 'timeout' | 'killed' | 'skipped';
  readonly reason: string | null;
  /** Null for what did not begin, or whose runner did not live to say. */
  readonly startMs: number | null;
  readonly endMs: number;
  /** Due times that it stands for. */
  readonly count: number;
}

/** The ticks that a worker's state holds, in the order in which it holds them. */
export interface Snapshot {
  readonly atMs: number;
  readonly ticks: readonly TickTrace[];
}

/** What a tick wrote about itself: when it began, and, as the last thing that it did, when it ended. */
export interface TickTrace {
  readonly dueMs: number;
  readonly startMs: number;
  readonly endMs: number | null;
}

export interface RunnerTrace {
  /** Names the process. */
  readonly runner: string;
  readonly dueMs: number;
  readonly startMs: number;
  readonly endMs: number;
}
