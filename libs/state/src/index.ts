export { type Counters } from './counters.ts';
export {
  type SetResult,
  type StateEntry,
  type StateScope,
  type StateStore,
} from './state-store.ts';
export { type Lease, type LeaseGrant, type WorkerLeases } from './worker-leases.ts';
