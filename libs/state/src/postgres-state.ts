import type { Counters } from './counters.ts';
import { PostgresClient, type PostgresStateOptions } from './postgres-client.ts';
import { PostgresCounters } from './postgres-counters.ts';
import { PostgresStateStore } from './postgres-state-store.ts';
import { PostgresWorkerLeases } from './postgres-worker-leases.ts';
import type { StateStore } from './state-store.ts';
import type { WorkerLeases } from './worker-leases.ts';

export interface State {
  readonly store: StateStore;
  readonly leases: WorkerLeases;
  readonly counters: Counters;
  /** Closes all three and what they share. */
  close(): Promise<void>;
}

/** State, leases and counters over one pool; it connects when first used. */
export function createPostgresState(options: PostgresStateOptions): State {
  const db = new PostgresClient(options);
  return {
    store: new PostgresStateStore(db),
    leases: new PostgresWorkerLeases(db),
    counters: new PostgresCounters(db),
    close: () => db.close(),
  };
}
