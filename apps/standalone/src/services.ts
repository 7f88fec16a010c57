import { startEmbeddedPostgres, type EmbeddedPostgres } from '@aispinner/persistence';
import {
  startKafka,
  startRedis,
  type LocalKafka,
  type LocalRedis,
} from '@aispinner/platform/local-services';
import type { Startable } from './kept-service.ts';
import type { ProcessOutput } from './process-output.ts';

/** The services that this machine can run itself; each keeps its files in a folder below the home. */

export function postgresService(folder: string, output: ProcessOutput): Startable {
  let server: EmbeddedPostgres | null = null;
  let port = 0;
  return {
    name: 'postgres',
    start: async (onExit) => {
      server = await startEmbeddedPostgres({
        dataDir: folder,
        port,
        onLog: (line) => logPostgres(line, output),
      });
      port = server.port;
      server.onExit(({ code, signal }) => onExit(signal ?? `exit code ${code}`));
      return server.url;
    },
    stop: async () => server?.stop(),
  };
}

export function redisService(folder: string, output: ProcessOutput): Startable {
  let redis: LocalRedis | null = null;
  return {
    name: 'redis',
    start: async (onExit) => {
      if (redis !== null) await redis.restart();
      redis ??= await startRedis({
        folder,
        // What `state.set` returned for is on the disk.
        appendOnly: 'always',
        onLog: (line) => logEvent(output, line),
      });
      redis.onExit(({ code, signal }) => onExit(signal ?? `exit code ${code}`));
      return redis.url;
    },
    stop: async () => redis?.stop(),
  };
}

export function kafkaService(folder: string, output: ProcessOutput): Startable {
  let kafka: LocalKafka | null = null;
  return {
    name: 'kafka',
    start: async (onExit) => {
      if (kafka !== null) await kafka.brokers[0]?.restart();
      kafka ??= await startKafka({
        folder,
        tuning: 'throughput',
        onLog: (line) => logEvent(output, line),
      });
      kafka.brokers[0]?.onExit(({ code, signal }) => onExit(signal ?? `exit code ${code}`));
      return kafka.bootstrap;
    },
    stop: async () => kafka?.stop(),
  };
}

/** Postgres writes `2026-02-03 12:04:31.250 UTC [17] LOG:  …`; only what is grave is for the terminal. */
function logPostgres(line: string, output: ProcessOutput): void {
  const [, level = 'LOG', text = line] =
    / (LOG|ERROR|WARNING|FATAL|PANIC): +(.*)$/.exec(line) ?? [];
  // FATAL ends one connection: everyday news of clients that are killed.
  logEvent(output, text, level === 'PANIC' ? 'error' : 'info', { severity: level });
}

/** In the form of our own logs; `info` is for the file only. */
function logEvent(
  output: ProcessOutput,
  msg: string,
  level: 'info' | 'error' = 'info',
  more: Readonly<Record<string, string>> = {},
): void {
  output.line(JSON.stringify({ level, time: new Date(), msg, ...more }));
}
