import 'reflect-metadata';
import { createMessaging } from '@aispinner/messaging';
import { createDatabase } from '@aispinner/persistence';
import {
  announceReady,
  ConfigError,
  createLogger,
  drainOnSignals,
  loadConfig,
  Metrics,
  required,
  ShutdownStack,
  startInternalServer,
  stdinIsPipe,
  systemClock,
  type Config,
} from '@aispinner/platform';
import { createState } from '@aispinner/state';
import { join } from 'node:path';
import { createApi } from './api/create-api.ts';
import { FileMailer } from './api/mail/file-mailer.ts';
import type { Mailer } from './api/mail/mailer.ts';
import { SmtpMailer } from './api/mail/smtp-mailer.ts';

/** The API process: REST, its reference, event streams, the dashboard's files. */
async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLogger('api', config);
  const stack = new ShutdownStack(log);
  drainOnSignals(stack, log, { watchParent: stdinIsPipe() });

  const metrics = new Metrics('api');
  const seconds = metrics.histogram({
    name: 'aispinner_http_request_seconds',
    help: 'From the first byte of a request to the end of its answer; streams are as long as they last.',
    labels: ['method', 'route', 'status'],
  });
  const database = createDatabase({
    url: required(config.databaseUrl, 'DATABASE_URL'),
    poolSize: config.databasePoolSize,
    name: 'aispinner api',
  });
  stack.push('database', () => database.close());
  const messaging = createMessaging(config, { poolSize: 3, log });
  stack.push('messaging', () => messaging.close());
  const state = createState(config, { poolSize: 4, log });
  stack.push('state', () => state.close());
  await state.ready();
  const mailer = createMailer(config);
  stack.push('mailer', () => mailer.close());

  const api = await createApi(
    {
      database,
      live: state.live,
      requests: messaging.requests,
      state: state.store,
      leases: state.leases,
      counters: state.counters,
      mailer,
      clock: systemClock,
      log,
      authSecret: required(config.authSecret, 'AUTH_SECRET'),
    },
    {
      publicUrl: config.publicUrl,
      trustProxy: config.trustProxy,
      dashboardFolder: join(import.meta.dirname, '../../dashboard/dist'),
      onServed: ({ method, route, status, durationMs }) =>
        seconds.observe(durationMs / 1000, { method, route, status: String(status) }),
    },
  );
  stack.push('api', () => api.close());
  const internal = await startInternalServer({
    host: config.host,
    port: config.internalPort,
    metrics,
    notReady: () => api.notReady(),
  });
  stack.push('internal server', () => internal.close());
  const port = await api.listen(config.port, config.host);
  log.info({ port, internalPort: internal.port }, 'api started');
  announceReady();
}

function createMailer(config: Config): Mailer {
  return config.smtpUrl === null
    ? new FileMailer({ folder: join(config.home, 'mail'), from: config.mailFrom })
    : new SmtpMailer({ url: config.smtpUrl, from: config.mailFrom });
}

main().catch((error: unknown) => {
  const text =
    error instanceof ConfigError ? error.message : String((error as Error).stack ?? error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
