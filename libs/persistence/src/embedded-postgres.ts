import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { commandAs, postgresAccount, type RunAs } from './postgres-account.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { makeParent, POSTGRES_USER, prepareDataDir } from './postgres-data-dir.ts';
import { clearLeftover, noteOwner, stopPostgres } from './postgres-leftover.ts';

export interface EmbeddedPostgresOptions {
  /** Made on first use. Beside it lie `<dataDir>.password` (mode 600) and `<dataDir>.owner`. */
  readonly dataDir: string;
  /** 0 or absent: any free one. Give the port of before to start again under clients that reconnect. */
  readonly port?: number;
  /** Postgres settings over those here, such as `{fsync: 'off'}` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly onLog?: (line: string) => void;
  /** How long recovery after a crash may take. */
  readonly startTimeoutMs?: number;
}

export interface PostgresExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface EmbeddedPostgres {
  /** Of the database `postgres`, with the password in it. Loopback only. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Whether the data folder was made by this start. */
  readonly created: boolean;
  /** Calls back once, when the process has ended, whoever ended it; at once if it already has. */
  onExit(listener: (exit: PostgresExit) => void): void;
  /** Fast shutdown: open transactions are rolled back, what was committed stays. */
  stop(): Promise<void>;
}

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  // Loopback with a password is the only way in.
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '64MB',
  // What was acknowledged survives a power cut: state, outcomes and logs are promised.
  synchronous_commit: 'on',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

/**
 * Starts a Postgres of our own, and returns once it answers. It runs in a session of its own, so that
 * Ctrl-C in a terminal reaches only the caller, and ends with the caller's process, however that ends
 * (`watchOwner`). Throws `EmbeddedPostgresError`.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const binaries = postgresBinaries();
  await makeParent(dataDir);
  const runAs = await postgresAccount([binaries.postgres, dataDir]);
  const { password, created } = await prepareDataDir(dataDir, { initdb: binaries.initdb, runAs });
  await clearLeftover(dataDir);
  await noteOwner(dataDir);
  const port = options.port !== undefined && options.port > 0 ? options.port : await freePort();
  const settings = { ...SETTINGS, ...options.settings, port: String(port) };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawnPostgres(binaries.postgres, ['-D', dataDir, ...args], runAs, dataDir);
  const lastLines = followLog(child, options.onLog);
  const exited = new Promise<PostgresExit>((done) => {
    child.once('exit', (code, signal) => done({ code, signal }));
    child.once('error', () => done({ code: null, signal: null }));
  });
  const pid = child.pid;
  if (pid === undefined) {
    throw new EmbeddedPostgresError(`Postgres could not be started from ${binaries.postgres}.`);
  }
  const watcher = watchOwner(pid);
  void exited.then(() => watcher.end());
  const url = `postgresql://${POSTGRES_USER}:${password}@127.0.0.1:${port}/postgres`;
  const timeoutMs = options.startTimeoutMs ?? 120_000;
  const answered = await Promise.race([
    answers(url, timeoutMs),
    exited.then((): 'exited' => 'exited'),
  ]);
  if (answered !== 'ready') {
    await stopPostgres(pid);
    const why = answered === 'exited' ? 'it ended' : `no answer within ${timeoutMs / 1000} s`;
    throw new EmbeddedPostgresError(
      `Postgres did not start in ${dataDir} (${why}). ${lastLines().join(' ')}`.trim(),
    );
  }
  return {
    url,
    port,
    pid,
    created,
    onExit: (listener) => void exited.then(listener),
    stop: async () => {
      await stopPostgres(pid);
      await exited;
    },
  };
}

function spawnPostgres(
  postgres: string,
  args: readonly string[],
  runAs: RunAs,
  dataDir: string,
): ChildProcess {
  const command = commandAs(runAs, postgres, args);
  return spawn(command.program, command.args, {
    cwd: runAs.kind === 'accountPassingFolders' ? '/' : dataDir,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { LC_ALL: 'C', TZ: 'UTC' },
    ...command.ids,
  });
}

/**
 * A shell that waits for our end of a pipe to close, which the kernel does even after `kill -9`, and
 * then shuts Postgres down. A line through the pipe dismisses it.
 */
function watchOwner(postgresPid: number): { end(): void } {
  const script =
    'read -r _ && exit; kill -INT "$1"; n=0; ' +
    'while kill -0 "$1" && [ $n -lt 10 ]; do sleep 1; n=$((n+1)); done; kill -QUIT "$1"';
  const shell = spawn('/bin/sh', ['-c', script, 'postgres-owner-watch', String(postgresPid)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  // It must not keep its owner alive.
  shell.unref();
  return { end: () => void shell.stdin.end('done\n') };
}

/** Passes the log on line by line and keeps the last lines that tell of an error. */
function followLog(child: ChildProcess, onLog: (line: string) => void = () => undefined) {
  const kept: string[] = [];
  let rest = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      onLog(line);
      if (/FATAL|PANIC|ERROR|HINT|error/.test(line) && kept.push(line) > 3) kept.shift();
    }
  });
  return (): readonly string[] => kept;
}

async function answers(url: string, timeoutMs: number): Promise<'ready' | 'silent'> {
  const end = Date.now() + timeoutMs;
  while (Date.now() < end) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return 'ready';
    } catch {
      // Starting up, or recovering: it says so, or does not listen yet.
      await sleep(25);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return 'silent';
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((done) => server.close(() => done()));
  return port;
}
