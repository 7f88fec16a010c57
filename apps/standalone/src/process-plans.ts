import { join } from 'node:path';
import type { Config } from '@aispinner/platform';
import { kafkaSettings } from './kafka-settings.ts';
import type { ProcessPlan } from './kept-process.ts';

export interface PlanSettings {
  readonly config: Config;
  /** Absolute. */
  readonly home: string;
  /** The root of the repository. */
  readonly root: string;
  readonly databaseUrl: string;
  readonly authSecret: string;
}

/** The processes of the product, each with only the settings that it needs. */
export function processPlans(settings: PlanSettings): readonly ProcessPlan[] {
  const { config, home, root, databaseUrl } = settings;
  const shared = {
    NODE_ENV: config.nodeEnv,
    LOG_LEVEL: config.logLevel,
    AISPINNER_HOME: home,
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: String(config.databasePoolSize),
    MESSAGING: config.messaging,
    ...kafkaSettings(config.kafka),
    STATE: config.state,
    TZ: 'UTC',
  };
  // One port each, in a row from the one that was asked for; 0 leaves the choice to the system.
  const internalPort = (place: number): string =>
    String(config.internalPort === 0 ? 0 : config.internalPort + place);
  // Node warns of WebAssembly modules, which Prisma's engines are.
  const node = (entry: string): readonly [string, ...string[]] => [
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    join(root, 'apps', entry),
  ];
  return [
    {
      name: 'api',
      command: node('control-plane/dist/main.api.js'),
      env: {
        ...shared,
        HOST: config.host,
        PORT: String(config.port),
        INTERNAL_PORT: internalPort(0),
        PUBLIC_URL: config.publicUrl,
        AUTH_SECRET: settings.authSecret,
        MAIL_FROM: config.mailFrom,
        ...(config.smtpUrl === null ? {} : { SMTP_URL: config.smtpUrl }),
      },
    },
    {
      name: 'scheduler',
      command: node('control-plane/dist/main.scheduler.js'),
      env: { ...shared, INTERNAL_PORT: internalPort(1) },
    },
    {
      name: 'runner',
      command: node('runner/dist/main.js'),
      env: {
        ...shared,
        INTERNAL_PORT: internalPort(2),
        RUNNER_MAX_SANDBOXES: String(config.runner.maxSandboxes),
        RUNNER_MEMORY_MB: String(config.runner.memoryMb ?? ''),
        RUNNER_SPARE_SANDBOXES: String(config.runner.spareSandboxes),
        RUNNER_SANDBOX_IMAGES: String(config.runner.sandboxImages),
        RUNNER_MAX_TICKS: String(config.runner.maxTicks),
        RUNNER_DRAIN_MS: String(config.runner.drainMs),
        SANDBOX_WALLS: [config.runner.sandboxWalls].flat().join(','),
      },
    },
  ];
}
