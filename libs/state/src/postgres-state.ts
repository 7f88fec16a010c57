import {
  NO_LOG,
  PostgresClient,
  PostgresListener,
  PostgresNotifier,
  type ServiceLog,
} from '@aispinner/platform/postgres';
import { PostgresCounters } from './postgres-counters.ts';
import { PostgresLiveEvents } from './postgres-live-events.ts';
import { PostgresStateStore } from './postgres-state-store.ts';
import { PostgresWorkerLeases } from './postgres-worker-leases.ts';
import type { State } from './state.ts';

export interface PostgresStateOptions {
  readonly databaseUrl: string;
  /** Connections at most (default 5), beside the one that listens; opened as they are needed. */
  readonly poolSize?: number;
  /** How long a call goes on trying while the server is away, in ms (default 30,000). */
  readonly retryForMs?: number;
  readonly log?: ServiceLog;
}

/** The ports over one pool and one listening connection; they connect when first used. */
export function createPostgresState(options: PostgresStateOptions): State {
  const log = options.log ?? NO_LOG;
  const db = new PostgresClient({
    ...options,
    retryForMs: options.retryForMs ?? 30_000,
    applicationName: 'aispinner state',
  });
  const listener = new PostgresListener({
    databaseUrl: options.databaseUrl,
    applicationName: 'aispinner live events',
    log,
  });
  const notifier = new PostgresNotifier(db, log);
  const ports = {
    store: new PostgresStateStore(db),
    leases: new PostgresWorkerLeases(db),
    counters: new PostgresCounters(db),
    live: new PostgresLiveEvents({ listener, notifier, log }),
  };
  return {
    ...ports,
    ready: () => Promise.resolve(),
    close: async () => {
      await Promise.all(Object.values(ports).map((port) => port.close()));
      await notifier.idle();
      await listener.close();
      await db.close();
    },
  };
}
