export { type Counters } from './counters.ts';
export { createState } from './create-state.ts';
export { type PostgresStateOptions } from './postgres-client.ts';
export { createPostgresState, type State } from './postgres-state.ts';
export {
  type SetResult,
  type StateEntry,
  type StateScope,
  type StateStore,
} from './state-store.ts';
export { type Lease, type LeaseGrant, type WorkerLeases } from './worker-leases.ts';
