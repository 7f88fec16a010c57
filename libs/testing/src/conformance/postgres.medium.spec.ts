import { createPostgresMessaging } from '@aispinner/messaging';
import { createPostgresState } from '@aispinner/state';
import { createTestDatabase } from '../test-database.ts';
import { describeCounters } from './counters.suite.ts';
import { describeLiveEvents } from './live-events.suite.ts';
import { describeRecordStream } from './record-stream.suite.ts';
import { describeRunnerRequests } from './runner-requests.suite.ts';
import { describeStateStore } from './state-store.suite.ts';
import { describeTickQueue } from './tick-queue.suite.ts';
import { describeWorkerLeases } from './worker-leases.suite.ts';

const bus = async () => {
  const database = await createTestDatabase();
  return {
    connect: () => createPostgresMessaging({ databaseUrl: database.url }),
    remove: () => database.drop(),
  };
};

const state = async () => {
  const database = await createTestDatabase();
  return {
    connect: () => createPostgresState({ databaseUrl: database.url }),
    remove: () => database.drop(),
  };
};

describeTickQueue('Postgres', bus);
describeRecordStream('Postgres', bus);
describeRunnerRequests('Postgres', bus);
describeLiveEvents('Postgres', state);
describeStateStore('Postgres', state);
describeWorkerLeases('Postgres', state);
describeCounters('Postgres', state);
