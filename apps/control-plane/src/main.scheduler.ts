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
} from '@aispinner/platform';
import { createState } from '@aispinner/state';
import { schedulerMetrics } from './scheduler/scheduler-metrics.ts';
import { Scheduler } from './scheduler/scheduler.ts';

async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLogger('scheduler', config);
  const stack = new ShutdownStack(log);
  drainOnSignals(stack, log, { watchParent: stdinIsPipe() });

  const metrics = new Metrics('scheduler');
  const database = createDatabase({
    url: required(config.databaseUrl, 'DATABASE_URL'),
    poolSize: config.databasePoolSize,
    name: 'aispinner scheduler',
    silentInTransactionMs: 4_000,
  });
  stack.push('database', () => database.close());
  const bus = createMessaging(config, { log });
  stack.push('message bus', () => bus.close());
  const state = createState(config, { log });
  stack.push('state', () => state.close());
  await state.ready();

  const scheduler = new Scheduler({
    database,
    bus,
    live: state.live,
    leases: state.leases,
    clock: systemClock,
    log,
    metrics: schedulerMetrics(metrics),
  });
  const server = await startInternalServer({
    host: config.host,
    port: config.internalPort,
    metrics,
    notReady: async () => scheduler.notReady(),
  });
  stack.push('internal server', () => server.close());
  await scheduler.start();
  stack.push('scheduler', () => scheduler.stop());
  log.info({ internalPort: server.port }, 'scheduler started');
  announceReady();
}

main().catch((error: unknown) => {
  const text =
    error instanceof ConfigError ? error.message : String((error as Error).stack ?? error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
