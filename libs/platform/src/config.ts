import { z } from 'zod';
import { trustedProxies, type TrustedProxies } from './trusted-proxies.ts';

/**
 * Every setting of every process, read once from the environment. This is the only file that reads
 * `process.env`; all else receives the part of `Config` that it needs.
 */
const port = z.coerce.number().int().min(0).max(65535);
const count = z.coerce.number().int().positive();
const list = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(z.string().min(1)).min(1));

const environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  /** Where standalone keeps its database, credentials, snapshots and mail. */
  AISPINNER_HOME: z.string().min(1).default('.aispinner'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(3000),
  /** Serves /metrics and probes of the processes without an API; 0 takes any free port. */
  INTERNAL_PORT: port.default(0),
  /** What links in mails and the OpenAPI document start with. */
  PUBLIC_URL: z.url().optional(),
  /** Whom `X-Forwarded-For` is believed: limits on tries count by the address that it names. */
  TRUST_PROXY: trustedProxies.default(0),
  DATABASE_URL: z.string().min(1).optional(),
  DATABASE_POOL_SIZE: count.default(10),
  MESSAGING: z.enum(['postgres', 'kafka']).default('postgres'),
  /** Where to begin, with commas between: `host:port,host:port`. */
  KAFKA_BROKERS: list.optional(),
  KAFKA_CLIENT_ID: z.string().min(1).default('aispinner'),
  KAFKA_TLS: z.enum(['true', 'false']).default('false'),
  /** PEM of who signed the brokers' certificates, where the system does not know it. */
  KAFKA_CA_FILE: z.string().min(1).optional(),
  KAFKA_SASL_MECHANISM: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional(),
  KAFKA_SASL_USERNAME: z.string().min(1).optional(),
  KAFKA_SASL_PASSWORD: z.string().min(1).optional(),
  /** Topics and consumer groups begin with it, so that several products can share a cluster. */
  KAFKA_TOPIC_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,100}$/)
    .default('aispinner.'),
  KAFKA_PARTITIONS: count.max(10_000).default(12),
  /** Copies of each message. Without it 1, and that only where there is one broker. */
  KAFKA_REPLICATION: count.max(100).optional(),
  STATE: z.enum(['postgres', 'redis']).default('postgres'),
  /** `redis://` or `rediss://`; several with commas between, or one with a comma after it: a cluster. */
  REDIS_URL: z.string().min(1).optional(),
  /** PEM of who signed the server's certificate, where the system does not know it. */
  REDIS_CA_FILE: z.string().min(1).optional(),
  /** Keys and channels begin with it, so that several products can share a server. */
  REDIS_KEY_PREFIX: z
    .string()
    .regex(/^[^{}]*$/)
    .default('aispinner:'),
  /** Of a Redis that may lose what it acknowledged: `warn` says so, `require` refuses to use it. */
  REDIS_DURABILITY: z.enum(['warn', 'require']).default('warn'),
  /** Signs access tokens. At least 32 characters. */
  AUTH_SECRET: z.string().min(32).optional(),
  /** `smtp://…` sends mail; without it mails are files in AISPINNER_HOME/mail. */
  SMTP_URL: z.url().optional(),
  MAIL_FROM: z.string().default('AiSpinner <no-reply@localhost>'),
  RUNNER_MAX_SANDBOXES: count.default(64),
  /** Of all sandboxes together; a share of the machine's where not given. */
  RUNNER_MEMORY_MB: count.optional(),
  RUNNER_SPARE_SANDBOXES: count.default(4),
  /** Images that sandboxes start from in turn, each with a hash seed of its own. */
  RUNNER_SANDBOX_IMAGES: count.default(4),
  RUNNER_MAX_TICKS: count.default(256),
  RUNNER_DRAIN_MS: count.default(10_000),
  /** What must stand round each sandbox: `best-effort`, `require-all`, or names with commas between. */
  SANDBOX_WALLS: z.string().min(1).default('best-effort'),
});

export interface KafkaConfig {
  /** `host:port` of brokers to begin with. */
  readonly brokers: readonly string[] | null;
  readonly clientId: string;
  readonly tls: boolean;
  readonly caFile: string | null;
  readonly sasl: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  } | null;
  readonly topicPrefix: string;
  readonly partitions: number;
  /** Null: nobody said. */
  readonly replication: number | null;
}

export interface Config {
  readonly nodeEnv: 'development' | 'production' | 'test';
  readonly home: string;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly host: string;
  readonly port: number;
  readonly internalPort: number;
  readonly publicUrl: string;
  readonly trustProxy: TrustedProxies;
  readonly databaseUrl: string | null;
  readonly databasePoolSize: number;
  readonly messaging: 'postgres' | 'kafka';
  readonly kafka: KafkaConfig;
  readonly state: 'postgres' | 'redis';
  readonly redis: {
    readonly url: string | null;
    readonly caFile: string | null;
    readonly keyPrefix: string;
    readonly durability: 'warn' | 'require';
  };
  readonly authSecret: string | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly runner: {
    readonly maxSandboxes: number;
    readonly memoryMb: number | null;
    readonly spareSandboxes: number;
    readonly sandboxImages: number;
    readonly maxTicks: number;
    readonly drainMs: number;
    /** `best-effort`, `require-all`, or the names of the walls that must stand. */
    readonly sandboxWalls: 'best-effort' | 'require-all' | readonly string[];
  };
}

/** A setting is missing or wrong; the message names it and the rule. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the environment (default: of this process). Throws `ConfigError` naming every wrong setting. */
export function loadConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  // An empty variable is an unset one: that is how shells and compose files clear a setting.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
    throw new ConfigError(`Wrong settings. ${problems.join('; ')}`);
  }
  const e = parsed.data;
  return {
    nodeEnv: e.NODE_ENV,
    home: e.AISPINNER_HOME,
    logLevel: e.LOG_LEVEL,
    host: e.HOST,
    port: e.PORT,
    internalPort: e.INTERNAL_PORT,
    publicUrl: e.PUBLIC_URL ?? `http://localhost:${e.PORT}`,
    trustProxy: e.TRUST_PROXY,
    databaseUrl: e.DATABASE_URL ?? null,
    databasePoolSize: e.DATABASE_POOL_SIZE,
    messaging: e.MESSAGING,
    kafka: {
      brokers: e.KAFKA_BROKERS ?? null,
      clientId: e.KAFKA_CLIENT_ID,
      tls: e.KAFKA_TLS === 'true',
      caFile: e.KAFKA_CA_FILE ?? null,
      sasl: kafkaSasl(e),
      topicPrefix: e.KAFKA_TOPIC_PREFIX,
      partitions: e.KAFKA_PARTITIONS,
      replication: e.KAFKA_REPLICATION ?? null,
    },
    state: e.STATE,
    redis: {
      url: e.REDIS_URL ?? null,
      caFile: e.REDIS_CA_FILE ?? null,
      keyPrefix: e.REDIS_KEY_PREFIX,
      durability: e.REDIS_DURABILITY,
    },
    authSecret: e.AUTH_SECRET ?? null,
    smtpUrl: e.SMTP_URL ?? null,
    mailFrom: e.MAIL_FROM,
    runner: {
      maxSandboxes: e.RUNNER_MAX_SANDBOXES,
      memoryMb: e.RUNNER_MEMORY_MB ?? null,
      spareSandboxes: e.RUNNER_SPARE_SANDBOXES,
      sandboxImages: e.RUNNER_SANDBOX_IMAGES,
      maxTicks: e.RUNNER_MAX_TICKS,
      drainMs: e.RUNNER_DRAIN_MS,
      sandboxWalls:
        e.SANDBOX_WALLS === 'best-effort' || e.SANDBOX_WALLS === 'require-all'
          ? e.SANDBOX_WALLS
          : e.SANDBOX_WALLS.split(',').map((name) => name.trim()),
    },
  };
}

function kafkaSasl(e: z.infer<typeof environment>): KafkaConfig['sasl'] {
  const { KAFKA_SASL_MECHANISM: mechanism } = e;
  if (mechanism === undefined) return null;
  return {
    mechanism,
    username: required(e.KAFKA_SASL_USERNAME ?? null, 'KAFKA_SASL_USERNAME'),
    password: required(e.KAFKA_SASL_PASSWORD ?? null, 'KAFKA_SASL_PASSWORD'),
  };
}

/** A setting that this process cannot do without. Throws `ConfigError`. */
export function required<T>(value: T | null, name: string): T {
  if (value === null) throw new ConfigError(`${name} is not set, and this process needs it.`);
  return value;
}
