import type { Counters } from './counters.ts';
import type { LiveEvents } from './live-events.ts';
import type { StateStore } from './state-store.ts';
import type { WorkerLeases } from './worker-leases.ts';

/** The ports of this room, as a process has them. */
export interface State {
  readonly store: StateStore;
  readonly leases: WorkerLeases;
  readonly counters: Counters;
  readonly live: LiveEvents;
  /** Rejects with `ConfigError` where the configuration does not allow the service that it names. */
  ready(): Promise<void>;
  /** Closes all of them and what they share. */
  close(): Promise<void>;
}
