import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { eventually } from '@aispinner/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
import { isAlive } from './postgres-leftover.ts';

// Making a cluster takes a second, or several on a busy machine.
jest.setTimeout(60_000);

describe('embedded Postgres', () => {
  let folder: string;
  let dataDir: string;
  let running: EmbeddedPostgres | null;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aispinner-embedded-'));
    dataDir = join(folder, 'postgres');
    running = null;
  });
  afterEach(async () => {
    await running?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  it('keeps its data over a stop, listens on loopback only, and hides its password', async () => {
    running = await startEmbeddedPostgres({ dataDir });
    expect(running.created).toBe(true);
    await query(running.url, 'CREATE TABLE kept (id int)');
    expect(await query(running.url, 'SHOW listen_addresses')).toEqual([
      { listen_addresses: '127.0.0.1' },
    ]);
    expect(await query(running.url, 'SHOW synchronous_commit')).toEqual([
      { synchronous_commit: 'on' },
    ]);
    const wrong = running.url.replace(/:[^:@]+@/, ':wrong@');
    await expect(query(wrong, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    expect((await stat(`${dataDir}.password`)).mode & 0o777).toBe(0o600);
    const { port } = running;
    const exits: unknown[] = [];
    running.onExit((exit) => exits.push(exit));
    await running.stop();
    expect(exits).toEqual([{ code: 0, signal: null }]);

    running = await startEmbeddedPostgres({ dataDir, port });
    expect(running).toMatchObject({ port, created: false });
    expect(await query(running.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 0 }]);
  });

  it('tells of kill -9 and starts again over what that left', async () => {
    running = await startEmbeddedPostgres({ dataDir });
    const exit = new Promise((done) => running?.onExit(done));
    // A connection keeps a child of the dead server, and with it the shared memory, alive for a moment.
    const busy = new pg.Client({ connectionString: running.url });
    busy.on('error', () => undefined);
    await busy.connect();
    process.kill(running.pid, 'SIGKILL');
    expect(await exit).toEqual({ code: null, signal: 'SIGKILL' });

    running = await startEmbeddedPostgres({ dataDir, port: running.port });
    expect(await query(running.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await busy.end().catch(() => undefined);
  });

  it('ends with its owner, even when that is killed', async () => {
    const code = `
      import { startEmbeddedPostgres } from ${JSON.stringify(new URL('embedded-postgres.ts', import.meta.url).href)};
      const { pid } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
      console.log(pid);
      setInterval(() => undefined, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = Number(
      await new Promise<string>((done) => createInterface(owner.stdout).once('line', done)),
    );
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
      `in use by process ${owner.pid}`,
    );
    expect(isAlive(pid)).toBe(true);
    owner.kill('SIGKILL');
    // Taken over while the old server may still be stopping.
    running = await startEmbeddedPostgres({ dataDir });
    expect(isAlive(pid)).toBe(false);
    await running.stop();
    await eventually(async () => {
      const { stdout } = await promisify(execFile)('ps', ['-eo', 'args=']);
      expect(stdout).not.toContain(dataDir);
    });
  });

  it('starts over a lock file whose number now belongs to another program', async () => {
    running = await startEmbeddedPostgres({ dataDir });
    const lock = await readFile(join(dataDir, 'postmaster.pid'), 'utf8');
    await running.stop();
    await writeFile(join(dataDir, 'postmaster.pid'), lock.replace(/^\d+/, String(process.ppid)));
    running = await startEmbeddedPostgres({ dataDir });
    expect(await query(running.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('says in one sentence what is wrong with a folder, and leaves it as it is', async () => {
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'holiday.jpg'), '');
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
      `${dataDir} is not an intact Postgres data folder`,
    );
    await rm(dataDir, { recursive: true });
    await mkdir(join(dataDir, 'global'), { recursive: true });
    await writeFile(join(dataDir, 'PG_VERSION'), '12\n');
    await writeFile(`${dataDir}.password`, 'x');
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/made by Postgres 12/);
    await rm(dataDir, { recursive: true });
    await writeFile(dataDir, 'a file');
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/cannot be read/);
  });

  it('says why a server does not start', async () => {
    running = await startEmbeddedPostgres({ dataDir });
    const { port } = running;
    const other = join(folder, 'other');
    await expect(startEmbeddedPostgres({ dataDir: other, port })).rejects.toThrow(
      /Postgres did not start in .*Address already in use/,
    );
  });
});
