import {
  logMessage,
  outcomeMessage,
  type LogMessage,
  type OutcomeMessage,
} from '@aispinner/contracts';
import {
  NO_LOG,
  PostgresClient,
  PostgresListener,
  PostgresNotifier,
  type ServiceLog,
} from '@aispinner/platform/postgres';
import type { DeadLetters } from './dead-letters.ts';
import { PostgresDeadLetters } from './postgres-dead-letters.ts';
import type { PostgresParts } from './postgres-parts.ts';
import { PostgresRecordStream } from './postgres-record-stream.ts';
import { PostgresRunnerRequests } from './postgres-runner-requests.ts';
import { PostgresTickQueue } from './postgres-tick-queue.ts';
import type { LogStream, OutcomeStream } from './record-stream.ts';
import type { RunnerRequests } from './runner-requests.ts';
import type { TickQueue } from './tick-queue.ts';

export interface PostgresMessagingOptions {
  readonly databaseUrl: string;
  /** Connections at most (default 5), beside the one that listens; opened as they are needed. */
  readonly poolSize?: number;
  /** How long a publish goes on trying while the server is away, in ms (default 60,000). */
  readonly retryForMs?: number;
  readonly log?: ServiceLog;
}

export interface Messaging {
  readonly ticks: TickQueue;
  readonly outcomes: OutcomeStream;
  readonly logs: LogStream;
  readonly requests: RunnerRequests;
  readonly deadLetters: DeadLetters;
  /** Closes every port and then what they share. */
  close(): Promise<void>;
}

/** The message bus over one pool and one listening connection; they connect when first used. */
export function createPostgresMessaging(options: PostgresMessagingOptions): Messaging {
  const log = options.log ?? NO_LOG;
  const db = new PostgresClient({
    ...options,
    retryForMs: options.retryForMs ?? 60_000,
    applicationName: 'aispinner messaging',
  });
  const listener = new PostgresListener({
    databaseUrl: options.databaseUrl,
    applicationName: 'aispinner messaging listener',
    log,
  });
  const notifier = new PostgresNotifier(db, log);
  const parts: PostgresParts = { db, listener, notifier, log };
  const ports = {
    ticks: new PostgresTickQueue(parts),
    outcomes: new PostgresRecordStream<OutcomeMessage>(parts, 'outcomes', outcomeMessage),
    logs: new PostgresRecordStream<LogMessage>(parts, 'logs', logMessage),
    requests: new PostgresRunnerRequests(parts),
    deadLetters: new PostgresDeadLetters(db),
  };
  return {
    ...ports,
    close: async () => {
      await Promise.all(Object.values(ports).map((port) => port.close()));
      await notifier.idle();
      await listener.close();
      await db.close();
    },
  };
}
