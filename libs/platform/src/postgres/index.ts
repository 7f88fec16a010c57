export {
  DISK_MAY_WAIT,
  NO_LOG,
  PostgresClient,
  type PostgresOptions,
  type Run,
  type ServiceLog,
  type Statement,
} from './postgres-client.ts';
export { PostgresListener, type Ear } from './postgres-listener.ts';
export { LOOK_EVERY_MS, PostgresNotifier } from './postgres-notifier.ts';
