import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, kafkaEnvironment, startKafka, type LocalKafka } from '@aispinner/testing';
import { ApiClient } from '../api-client.ts';
import { runningProcesses, type RunningProcess } from '../process-table.ts';
import { freePort, startStandalone, type Standalone } from '../standalone.ts';

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

/** The cluster on one machine, over three brokers that are the test's own to kill. */
export interface DrilledCluster {
  readonly product: Standalone;
  readonly kafka: LocalKafka;
  /** One of each API. */
  readonly apis: readonly [ApiClient, ApiClient];
  /** What the supervisor started of a kind and that runs now. */
  running(kind: Kind): RunningProcess[];
  /** Waits until as many run as shall, with none of `gone` among them, and both APIs answer. */
  whole(gone: readonly number[]): Promise<void>;
  /** The environment of a process that runs: what the supervisor told it. */
  settings(pid: number): Readonly<Record<string, string>>;
  /** The name of a runner, as `runnerLogs` has it. */
  nameOf(runner: number): string;
  readonly runnerLogs: () => { runner: string; text: string }[];
  stop(): Promise<void>;
}

/** Starts it; takes some 30 s. */
export async function startDrilledCluster(): Promise<DrilledCluster> {
  const kafka = await startKafka({ brokers: 3 });
  try {
    const port = await freePort();
    // In a row from here, one for each process: that tells which copy a process is.
    // Small pools: one that grows past its limit is seen sooner.
    const env = {
      ...kafkaEnvironment(kafka),
      INTERNAL_PORT: String(port + 2),
      DATABASE_POOL_SIZE: '5',
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
  const firstRunnerPort = port + 2 + COPIES.api + COPIES.scheduler;
  const running = (kind: Kind): RunningProcess[] =>
    runningProcesses().filter((p) => p.parent === supervisor && MARKS[kind].test(p.command));
  return {
    product,
    kafka,
    apis,
    running,
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
    settings: settingsOf,
    nameOf: (pid) => {
      const copy = Number(settingsOf(pid)['INTERNAL_PORT']) - firstRunnerPort;
      return `runner-${copy + 1}`;
    },
    runnerLogs: () => {
      const folder = join(product.home, 'logs');
      return readdirSync(folder)
        .filter((name) => /^runner-\d\.log/.test(name))
        .map((name) => ({
          runner: name.replace(/\.log.*$/, ''),
          text: readFileSync(join(folder, name), 'utf8'),
        }));
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

function settingsOf(pid: number): Readonly<Record<string, string>> {
  const lines = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  return Object.fromEntries(
    lines.map((line): [string, string] => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}
