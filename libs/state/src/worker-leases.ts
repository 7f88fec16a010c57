/** The right to run one tick of a worker. */
export interface Lease {
  readonly workerId: string;
  readonly tickId: string;
  readonly holder: string;
  /** Grows with every lease of the worker: a writer with an older one is refused. */
  readonly fence: number;
}

export type LeaseGrant =
  | {
      readonly kind: 'acquired';
      readonly lease: Lease;
      /** How long ago its tick first asked, by any holder, and found another running, ms; null: never. */
      readonly awaitedMs: number | null;
    }
  /** Another tick of the worker is running, or this one elsewhere. */
  | { readonly kind: 'busy'; readonly tickId: string }
  /** This tick, or a later one, has already been run to its end. */
  | { readonly kind: 'finished' }
  /** This tick was begun by a holder whose lease ran out: it must not be run again. */
  | { readonly kind: 'abandoned' };

/**
 * At most one running tick of a worker anywhere. A lease is kept by renewing it; one that ran out is
 * never renewed. Due times order the ticks of a worker.
 */
export interface WorkerLeases {
  acquire(request: {
    workerId: string;
    tickId: string;
    dueAtMs: number;
    holder: string;
    ttlMs: number;
  }): Promise<LeaseGrant>;
  /** Returns those that were lost: their ticks must be stopped. */
  renew(leases: readonly Lease[], ttlMs: number): Promise<readonly Lease[]>;
  /** Ends leases; their ticks count as run. Ending one that was lost does nothing. */
  finish(leases: readonly Lease[]): Promise<void>;
  /** The ticks running now of the workers named, by worker id. */
  running(workerIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * The worker is gone: the lease that runs is lost, none is given any more (`finished`), and no write
   * to its state is taken, not even the owner's.
   */
  retire(workerId: string): Promise<void>;
  close(): Promise<void>;
}
