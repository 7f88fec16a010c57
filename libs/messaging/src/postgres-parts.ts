import type { BusLog, PostgresClient } from './postgres-client.ts';
import type { PostgresListener } from './postgres-listener.ts';
import type { PostgresNotifier } from './postgres-notifier.ts';

/** What the adapters of one process share. */
export interface PostgresParts {
  readonly db: PostgresClient;
  readonly listener: PostgresListener;
  readonly notifier: PostgresNotifier;
  readonly log: BusLog;
}
