import { createMessaging } from '@aispinner/messaging';
import { createDatabase, VersionCode } from '@aispinner/persistence';
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
import { createSandboxHost, MissingWallsError } from '@aispinner/sandbox';
import { createState } from '@aispinner/state';
import { join } from 'node:path';
import { runnerMetrics } from './runner-metrics.ts';
import { runnerMemoryMb } from './runner-memory.ts';
import { startRunner } from './runner.ts';
import { whenWarm } from './when-warm.ts';

/** What a spare is booted with: the memory of every plan but the largest. */
const SPARE_MEMORY_MB = 256;
/** An idle sandbox is kept for workers that tick every minute or more often. */
const IDLE_MS = 90_000;
const CONCURRENT_BOOTS = 2;
const POOL_METRICS_EVERY_MS = 2000;
const WARM_LIMIT_MS = 5000;

async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLogger('runner', config);
  const stack = new ShutdownStack(log, { stepTimeoutMs: config.runner.drainMs + 5000 });
  drainOnSignals(stack, log, { watchParent: stdinIsPipe() });

  const database = createDatabase({
    url: required(config.databaseUrl, 'DATABASE_URL'),
    poolSize: config.databasePoolSize,
    name: 'aispinner runner',
  });
  stack.push('database', () => database.close());
  const messaging = createMessaging(config, { log });
  stack.push('message bus', () => messaging.close());
  const state = createState(config, { log });
  stack.push('state', () => state.close());
  await state.ready();

  const sandboxes = await createSandboxHost({
    imageDir: join(config.home, 'sandbox'),
    images: config.runner.sandboxImages,
    packagesDir: join(config.home, 'sandbox', 'packages'),
    spares: config.runner.spareSandboxes,
    memoryMb: SPARE_MEMORY_MB,
    maxSandboxes: config.runner.maxSandboxes,
    maxMemoryMb: runnerMemoryMb(config.runner.memoryMb),
    idleMs: IDLE_MS,
    maxConcurrentBoots: CONCURRENT_BOOTS,
    requiredWalls: config.runner.sandboxWalls,
    log,
  });
  stack.push('sandboxes', () => sandboxes.close());
  await sandboxes.pool.start();
  log.info(
    {
      walls: sandboxes.walls.join(' '),
      cgroup: sandboxes.cgroup,
      packages: sandboxes.packageModules,
    },
    'sandboxes ready',
  );

  const metrics = new Metrics('runner');
  const measured = runnerMetrics(metrics);
  measured.walls(sandboxes.walls);
  const poolTimer = setInterval(() => measured.pool(sandboxes.pool.stats()), POOL_METRICS_EVERY_MS);
  stack.push('pool metrics', () => clearInterval(poolTimer));
  const server = await startInternalServer({
    host: config.host,
    port: config.internalPort,
    metrics,
    notReady: () => database.ping().then(() => null),
  });
  stack.push('internal server', () => server.close());

  await startRunner(
    {
      pool: sandboxes.pool,
      messaging,
      state,
      workers: new VersionCode(database),
      clock: systemClock,
      askTime: () => database.clockMs(),
      log,
      config: config.runner,
      onOutcome: (outcome) => measured.outcome(outcome),
    },
    stack,
  );
  // Ticks that are due need not wait for it.
  await whenWarm(sandboxes.pool, config.runner.spareSandboxes, WARM_LIMIT_MS);
  announceReady();
}

main().catch((error: unknown) => {
  const text =
    error instanceof ConfigError || error instanceof MissingWallsError
      ? error.message
      : String((error as Error).stack ?? error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
