export {
  KAFKA_VERSION,
  startKafka,
  startRedis,
  type KafkaBroker,
  type KafkaOptions,
  type KafkaSecurity,
  type LocalKafka,
  type LocalRedis,
  type RedisOptions,
} from '@aispinner/platform/local-services';
export { MemoryLiveEvents } from './conformance/memory-live-events.ts';
export { MemoryBus } from './conformance/memory-messaging.ts';
export { MemoryRecordStream } from './conformance/memory-record-stream.ts';
export { MemoryRunnerRequests } from './conformance/memory-runner-requests.ts';
export {
  createMemoryState,
  MemoryCounters,
  MemoryStateStore,
  MemoryWorkerLeases,
} from './conformance/memory-state.ts';
export { MemoryTickQueue } from './conformance/memory-tick-queue.ts';
export { eventually } from './eventually.ts';
export { kafkaEnvironment } from './kafka-environment.ts';
export { migrateInProcess, type Migrated } from './migrate-in-process.ts';
export { startPostgres, type OwnPostgres } from './own-postgres.ts';
export { dueStateOf, type DueState } from './due-state.ts';
export { insertTenant, insertWorker, type TenantRows, type WorkerSpec } from './tenant-rows.ts';
export { createEmptyDatabase, createTestDatabase, type TestDatabase } from './test-database.ts';
