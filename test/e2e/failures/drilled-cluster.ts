import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { eventually, kafkaEnvironment, startKafka, type LocalKafka } from '@aispinner/testing';
import { ApiClient } from '../api-client.ts';
import { runningProcesses, type RunningProcess } from '../process-table.ts';
import { freePort, startStandalone, type Standalone } from '../standalone.ts';
import type { Witnesses } from './traced-workers.ts';

export type Kind = 'api' | 'scheduler' | 'runner' | 'redis' | 'postgres';

const MARKS: Readonly<Record<Kind, RegExp>> = {
  api: /control-plane\/dist\/main\.api\.js/,
  scheduler: /control-plane\/dist\/main\.scheduler\.js/,
  runner: /apps\/runner\/dist\/main\.js/,
  redis: /redis-server /,
  postgres: /native\/bin\/postgres -D/,
};

/** How many of each the supervisor keeps running. */
export const COPIES: Readonly<Record<Kind, number>> = {
  api: 2,
  scheduler: 2,
  runner: 2,
  redis: 1,
  postgres: 1,
};

/** A pool of so many in each process: one that grows past it is seen at once. */
export const DATABASE_POOL_SIZE = 3;

/** The cluster on one machine, over three brokers that are the test's own to kill. */
export interface DrilledCluster {
  readonly product: Standalone;
  readonly kafka: LocalKafka;
  /** One of each API. */
  readonly apis: readonly [ApiClient, ApiClient];
  /** What the supervisor started of a kind and that runs now. */
  running(kind: Kind): RunningProcess[];
  /** The process of one of them. Throws when none runs. */
  one(kind: Kind): number;
  /** Waits until as many run as shall, with none of `gone` among them, and both APIs answer. */
  whole(gone: readonly number[]): Promise<void>;
  /** Takes down who belongs to the cluster now; `everSeen` has them all. */
  takeDown(): void;
  everSeen(): readonly RunningProcess[];
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** Where a process answers its operator. */
  internalPort(pid: number): number;
  /** The name of a runner, as `witnesses.runnerLogs` has it. */
  nameOf(runner: number): string;
  readonly witnesses: Required<Witnesses>;
  stop(): Promise<void>;
}

/** Starts it; takes some 30 s. */
export async function startDrilledCluster(): Promise<DrilledCluster> {
  const kafka = await startKafka({
    brokers: 3,
    // Groups whose reader was killed go within this, and not within ten minutes.
    properties: { 'offsets.retention.check.interval.ms': '5000' },
  });
  try {
    const processes = COPIES.api + COPIES.scheduler + COPIES.runner;
    const port = await freePort(COPIES.api + processes);
    // The internal ports come after those of the APIs, one for each process: that tells which copy it is.
    const env = {
      ...kafkaEnvironment(kafka),
      INTERNAL_PORT: String(port + COPIES.api),
      DATABASE_POOL_SIZE: String(DATABASE_POOL_SIZE),
    };
    const product = await startStandalone({ product: 'cluster', port, env });
    return drilled(product, kafka, port);
  } catch (error) {
    await kafka.stop();
    throw error;
  }
}

function drilled(product: Standalone, kafka: LocalKafka, port: number): DrilledCluster {
  const second = new ApiClient(`http://localhost:${port + 1}`, product.apiKey);
  const apis = [new ApiClient(product.baseUrl, product.apiKey), second] as const;
  const supervisor = product.family()[0]?.pid ?? 0;
  const firstRunnerPort = port + COPIES.api + COPIES.api + COPIES.scheduler;
  const seen = new Map<string, RunningProcess>();
  const running = (kind: Kind): RunningProcess[] =>
    runningProcesses().filter((p) => p.parent === supervisor && MARKS[kind].test(p.command));
  const one = (kind: Kind): number => {
    const [process] = running(kind);
    if (process === undefined) throw new Error(`${kind} does not run`);
    return process.pid;
  };
  // Redis and Postgres come back where they were.
  const settings = settingsOf(one('api'));
  const databaseUrl = addressAmong(settings, 'postgresql:');
  const internalPort = (pid: number): number => Number(settingsOf(pid)['INTERNAL_PORT']);
  return {
    product,
    kafka,
    apis,
    running,
    one,
    whole: (gone) =>
      eventually(
        async () => {
          for (const kind of Object.keys(MARKS) as Kind[]) {
            const pids = running(kind).map(({ pid }) => pid);
            if (pids.length !== COPIES[kind] || pids.some((pid) => gone.includes(pid))) {
              throw new Error(`${kind}: ${pids.join(', ')} of ${COPIES[kind]}`);
            }
          }
          for (const api of apis) await api.expect('GET', '/workspaces');
        },
        { timeoutMs: 30_000, everyMs: 200 },
      ),
    takeDown: () => {
      for (const member of product.family()) seen.set(`${member.pid} ${member.command}`, member);
    },
    everSeen: () => [...seen.values()],
    databaseUrl,
    redisUrl: addressAmong(settings, 'redis:'),
    internalPort,
    nameOf: (pid) => `runner-${internalPort(pid) - firstRunnerPort + 1}`,
    witnesses: {
      runnerLogs: () => runnerLogs(product.home),
      quiet: (workerIds) => noneInFlight(databaseUrl, workerIds),
    },
    stop: async () => {
      try {
        await product.stop();
      } finally {
        await kafka.stop();
      }
    },
  };
}

/** The runners' logs, those that were put aside when they grew long too. */
function runnerLogs(home: string): { runner: string; text: string }[] {
  const folder = join(home, 'logs');
  return readdirSync(folder)
    .filter((name) => /^runner-\d\.log/.test(name))
    .map((name) => ({
      runner: name.replace(/\.log.*$/, ''),
      text: readFileSync(join(folder, name), 'utf8'),
    }));
}

/** Stopped workers are sent no more: once the last tick of each has its outcome, nothing is on its way. */
async function noneInFlight(databaseUrl: string, workerIds: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await eventually(
      async () => {
        const { rowCount } = await client.query(
          'SELECT FROM ticks_in_flight WHERE worker_id = ANY($1)',
          [workerIds],
        );
        if (rowCount !== 0) throw new Error(`${rowCount} ticks have no outcome yet`);
      },
      { timeoutMs: 30_000, everyMs: 100 },
    );
  } finally {
    await client.end();
  }
}

/** The environment of a process that runs: what the supervisor told it. */
function settingsOf(pid: number): Readonly<Record<string, string>> {
  const lines = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  return Object.fromEntries(
    lines.map((line): [string, string] => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

function addressAmong(settings: Readonly<Record<string, string>>, scheme: string): string {
  const address = Object.values(settings).find((value) => value.startsWith(`${scheme}//`));
  if (address === undefined) throw new Error(`no ${scheme} among the settings`);
  return address;
}
