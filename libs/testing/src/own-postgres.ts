import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '@aispinner/persistence';

/** A Postgres of one test file alone, to kill and start again. */
export interface OwnPostgres {
  readonly url: string;
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  restart(): Promise<void>;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

/** Migrated and empty but for the plans. Takes about a second. */
export async function startPostgres(): Promise<OwnPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'aispinner-test-'));
  const dataDir = join(folder, 'postgres');
  let running = await startEmbeddedPostgres({ dataDir });
  const { url, port } = running;
  await migrated(url);
  return {
    url,
    kill: async () => {
      const gone = new Promise<void>((done) => running.onExit(() => done()));
      process.kill(running.pid, 'SIGKILL');
      await gone;
    },
    restart: async () => {
      running = await startEmbeddedPostgres({ dataDir, port });
    },
    stop: async () => {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function migrated(url: string): Promise<void> {
  const script = fileURLToPath(new URL('migrate-database.ts', import.meta.url));
  await promisify(execFile)(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--conditions=@aispinner/source',
    script,
    url,
  ]);
}
