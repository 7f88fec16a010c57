export { type Counters } from './counters.ts';
export { createState } from './create-state.ts';
export { type LiveEvents } from './live-events.ts';
export { createPostgresState, type PostgresStateOptions } from './postgres-state.ts';
export { createRedisState, type RedisStateOptions } from './redis/redis-state.ts';
export { type State } from './state.ts';
export {
  type SetResult,
  type StateEntry,
  type StateScope,
  type StateStore,
} from './state-store.ts';
export { type Lease, type LeaseGrant, type WorkerLeases } from './worker-leases.ts';
