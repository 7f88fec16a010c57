import { join } from 'node:path';
import type { Config } from '@aispinner/platform';
import type { ProcessPlan } from './kept-process.ts';
import { PROCESS_KINDS, processNames, type ProcessKind, type Topology } from './topology.ts';

export interface PlanSettings {
  readonly topology: Topology;
  readonly config: Config;
  /** Absolute. */
  readonly home: string;
  /** The root of the repository. */
  readonly root: string;
  readonly databaseUrl: string;
  readonly authSecret: string;
  /** The settings that choose bus and state, such as `{MESSAGING: 'kafka', KAFKA_BROKERS: '…'}`. */
  readonly engines: Readonly<Record<string, string>>;
}

const ENTRIES: Readonly<Record<ProcessKind, string>> = {
  api: 'control-plane/dist/main.api.js',
  scheduler: 'control-plane/dist/main.scheduler.js',
  runner: 'runner/dist/main.js',
};

/** The processes of the product, each with only the settings that it needs. */
export function processPlans(settings: PlanSettings): readonly ProcessPlan[] {
  const { config, topology } = settings;
  const shared = {
    NODE_ENV: config.nodeEnv,
    LOG_LEVEL: config.logLevel,
    AISPINNER_HOME: settings.home,
    DATABASE_URL: settings.databaseUrl,
    DATABASE_POOL_SIZE: String(config.databasePoolSize),
    ...settings.engines,
    TZ: 'UTC',
  };
  const processes = PROCESS_KINDS.flatMap((kind) =>
    processNames(topology, kind).map((name, copy) => ({ kind, name, copy })),
  );
  return processes.map(({ kind, name, copy }, place) => ({
    name,
    command: [
      process.execPath,
      // Node warns of WebAssembly modules, which Prisma's engines are.
      '--disable-warning=ExperimentalWarning',
      join(settings.root, 'apps', ENTRIES[kind]),
    ],
    env: {
      ...shared,
      // One port each, in a row from the one that was asked for; 0 leaves the choice to the system.
      INTERNAL_PORT: String(config.internalPort === 0 ? 0 : config.internalPort + place),
      ...ownSettings(kind, copy, settings),
    },
  }));
}

/** The ports that the copies of the API listen on, in a row from `PORT`. */
export function apiPorts(topology: Topology, port: number): readonly number[] {
  return Array.from({ length: topology.copies.api }, (_, copy) => port + copy);
}

function ownSettings(
  kind: ProcessKind,
  copy: number,
  { config, topology, authSecret }: PlanSettings,
): Readonly<Record<string, string>> {
  switch (kind) {
    case 'api':
      return {
        HOST: config.host,
        PORT: String(apiPorts(topology, config.port)[copy]),
        PUBLIC_URL: config.publicUrl,
        TRUST_PROXY: [config.trustProxy].flat().join(','),
        AUTH_SECRET: authSecret,
        MAIL_FROM: config.mailFrom,
        ...(config.smtpUrl === null ? {} : { SMTP_URL: config.smtpUrl }),
      };
    case 'scheduler':
      return {};
    case 'runner':
      return {
        RUNNER_MAX_SANDBOXES: String(config.runner.maxSandboxes),
        RUNNER_MEMORY_MB: String(config.runner.memoryMb ?? ''),
        RUNNER_SPARE_SANDBOXES: String(config.runner.spareSandboxes),
        RUNNER_SANDBOX_IMAGES: String(config.runner.sandboxImages),
        RUNNER_MAX_TICKS: String(config.runner.maxTicks),
        RUNNER_DRAIN_MS: String(config.runner.drainMs),
        SANDBOX_WALLS: [config.runner.sandboxWalls].flat().join(','),
      };
  }
}
