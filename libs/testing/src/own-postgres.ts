import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@aispinner/persistence';
import { migrateInProcess } from './migrate-in-process.ts';

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
  // Inside the folder of the test run, where there is one: that goes even when Jest is killed.
  const folder = await mkdtemp(join(process.env['AISPINNER_TEST_FOLDER'] ?? tmpdir(), 'own-'));
  const dataDir = join(folder, 'postgres');
  let running = await startEmbeddedPostgres({ dataDir });
  const { url, port } = running;
  const migrated = await migrateInProcess(url);
  if (migrated.kind === 'failed') throw new Error(migrated.message);
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
