import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { postgresAccount } from './postgres-account.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { makeParent, POSTGRES_USER, prepareDataDir } from './postgres-data-dir.ts';
import { clearLeftover, noteOwner } from './postgres-leftover.ts';
import { spawnPostgres, type PostgresExit, type PostgresProcess } from './postgres-process.ts';

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
  // Queue tables are rewritten all the time: dead rows must not pile up between two looks.
  autovacuum_naptime: '15s',
  // Many short queries, none that compiling would pay for.
  jit: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

/** After `kill -9` of the main process its children need a moment to notice and let go of the memory. */
const CHILDREN_GONE_MS = 15_000;

/**
 * Starts a Postgres of our own, and returns once it answers. It ends with the caller's process, however
 * that ends. Throws `EmbeddedPostgresError`.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const { initdb, postgres } = postgresBinaries();
  await makeParent(dataDir);
  const runAs = await postgresAccount([postgres, dataDir]);
  const { password, created } = await prepareDataDir(dataDir, { initdb, runAs });
  await clearLeftover(dataDir);
  await noteOwner(dataDir);
  const port = options.port !== undefined && options.port > 0 ? options.port : await freePort();
  const url = `postgresql://${POSTGRES_USER}:${password}@127.0.0.1:${port}/postgres`;
  const settings = { ...SETTINGS, ...options.settings, port: String(port) };
  const giveUpAt = Date.now() + CHILDREN_GONE_MS;
  for (;;) {
    const started = spawnPostgres({ postgres, dataDir, settings, runAs, onLog: options.onLog });
    const problem = await waitUntilReady(started, url, options.startTimeoutMs ?? 120_000);
    if (problem === null) return { ...started, url, port, created };
    await started.stop();
    const waits = /shared memory block.*in use/.test(problem) && Date.now() < giveUpAt;
    if (!waits) {
      throw new EmbeddedPostgresError(`Postgres did not start in ${dataDir}: ${problem}`);
    }
    await sleep(100);
  }
}

/**
 * SQLSTATEs that waiting does not change: a wrong password, a missing database, files that are missing
 * or broken.
 */
const LASTING = /^(28|3D|58|XX)/;

/** One whose port was taken hears the answers of the other program, and ends within this long. */
const ENDS_WITHIN_MS = 1_000;

/** Null once it answers; else why it does not. */
async function waitUntilReady(
  started: PostgresProcess,
  url: string,
  timeoutMs: number,
): Promise<string | null> {
  const exited = new Promise<'exited'>((done) => started.onExit(() => done('exited')));
  const waiting = new AbortController();
  let outcome = await Promise.race([answers(url, timeoutMs, waiting.signal), exited]);
  if (typeof outcome === 'object') {
    outcome = await Promise.race([exited, sleep(ENDS_WITHIN_MS, outcome)]);
  }
  waiting.abort();
  if (outcome === 'ready') return null;
  // Without the time and number that head each line of its log.
  const lines = started.lastErrors().map((line) => line.replace(/^\S+ \S+ \S+ \[\d+\] /, ''));
  const why = lines.join(' ');
  if (typeof outcome === 'object') return outcome.refusal;
  return outcome === 'exited' ? why || 'it ended at once.' : `no answer in ${timeoutMs} ms. ${why}`;
}

async function answers(
  url: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<'ready' | 'silent' | { readonly refusal: string }> {
  const end = Date.now() + timeoutMs;
  while (Date.now() < end && !signal.aborted) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return 'ready';
    } catch (error) {
      if (error instanceof pg.DatabaseError && LASTING.test(error.code ?? '')) {
        return { refusal: error.message };
      }
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
