import type {
  PostgresClient,
  PostgresListener,
  PostgresNotifier,
  ServiceLog,
} from '@aispinner/platform/postgres';

/** What the adapters of one process share. */
export interface PostgresParts {
  readonly db: PostgresClient;
  readonly listener: PostgresListener;
  readonly notifier: PostgresNotifier;
  readonly log: ServiceLog;
}
