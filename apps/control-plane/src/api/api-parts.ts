import type { RunnerRequests } from '@aispinner/messaging';
import type { Database } from '@aispinner/persistence';
import type { Clock, Logger } from '@aispinner/platform';
import type { Counters, LiveEvents, StateStore, WorkerLeases } from '@aispinner/state';
import type { Mailer } from './mail/mailer.ts';

/** What the API is built on, opened and closed by whoever starts it. */
export interface ApiParts {
  readonly database: Database;
  readonly live: Pick<LiveEvents, 'publish' | 'subscribe'>;
  readonly requests: Pick<RunnerRequests, 'ask'>;
  readonly state: Pick<StateStore, 'get' | 'set' | 'delete' | 'list' | 'clear'>;
  readonly leases: Pick<WorkerLeases, 'retire'>;
  readonly counters: Pick<Counters, 'add'>;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly log: Logger;
  /** At least 32 characters. */
  readonly authSecret: string;
}
