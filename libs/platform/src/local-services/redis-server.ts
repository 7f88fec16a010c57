import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endLeftover, noteProcess } from './end-leftover.ts';
import { freePorts } from './free-port.ts';
import { LocalServiceError } from './local-service-error.ts';
import { spawnOwned, type OwnedProcess, type ProcessExit } from './owned-process.ts';
import { redisProgram } from './redis-program.ts';
import { pingRedis, redisSettings, type RedisOptions } from './redis-settings.ts';
import { writeCertificate } from './self-signed-certificate.ts';
import { waitUntilReady } from './wait-until-ready.ts';

export interface LocalRedis {
  /** `redis://` or `rediss://`, with the password in it. Loopback only. */
  readonly url: string;
  readonly port: number;
  /** What clients of a `rediss://` must trust; null without TLS. */
  readonly caFile: string | null;
  /** Where the program comes from, for people. */
  readonly source: string;
  readonly pid: () => number;
  /** Calls back once, when the process that runs now has ended. */
  onExit(listener: (exit: ProcessExit) => void): void;
  signal(name: NodeJS.Signals): Promise<void>;
  /** `kill -9`; returns when it is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port and files, once it has ended. */
  restart(): Promise<void>;
  /** Ends it, and removes its files unless a folder was given. */
  stop(): Promise<void>;
}

const STOP_GRACE_MS = 10_000;

/** Starts a Redis of this machine and returns once it answers. It ends with the caller's process. Throws `LocalServiceError`. */
export async function startRedis(options: RedisOptions = {}): Promise<LocalRedis> {
  const program = await redisProgram();
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'aispinner-redis-')));
  await mkdir(folder, { recursive: true });
  const port = options.port || ((await freePorts(1))[0] ?? 0);
  const tls =
    options.transport === 'tls' ? (options.certificate ?? (await writeCertificate(folder))) : null;
  const configFile = join(folder, 'redis.conf');
  await writeFile(configFile, redisSettings(options, { folder, port, tls }), { mode: 0o600 });

  const launch = async (): Promise<OwnedProcess> => {
    await endLeftover(folder);
    const name = `aispinner-redis-${randomBytes(4).toString('hex')}`;
    const running = spawnOwned(program.launch([configFile], { name, folder }), {
      temporaryFolder: options.folder === undefined ? folder : null,
      onLog: options.onLog,
    });
    await noteProcess(folder, running.pid);
    const problem = await waitUntilReady(running, () => pingRedis(port, tls?.certificate ?? null));
    if (problem === null) return running;
    await running.kill();
    throw new LocalServiceError(`Redis did not start in ${folder}: ${problem}`);
  };
  let running = await launch();
  const secret = options.password === undefined ? '' : `:${encodeURIComponent(options.password)}@`;
  return {
    url: `${tls === null ? 'redis' : 'rediss'}://${secret}127.0.0.1:${port}`,
    port,
    caFile: tls?.certificateFile ?? null,
    source: program.source,
    pid: () => running.pid,
    onExit: (listener) => running.onExit(listener),
    signal: (name) => running.signal(name),
    kill: () => running.kill(),
    restart: async () => {
      running = await launch();
    },
    stop: async () => {
      await running.stop(STOP_GRACE_MS);
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
