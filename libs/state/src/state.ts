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
  /** Closes all of them and what they share. */
  close(): Promise<void>;
}
