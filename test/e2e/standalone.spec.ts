import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  chownSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { eventually } from '@aispinner/testing';
import { ApiClient } from './api-client.ts';
import { survivorsOf } from './process-table.ts';
import { failingStart, freePort, newHome, startStandalone, type Standalone } from './standalone.ts';

interface Worker {
  id: string;
  name: string;
  status: string;
}

interface Tick {
  dueAt: string;
  outcome: string;
}

const home = newHome();
let port = 0;
let running: Standalone | null = null;

beforeAll(async () => {
  port = await freePort();
});

afterEach(async () => {
  await running?.stop();
  running = null;
}, 60_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

async function start(): Promise<{ product: Standalone; api: ApiClient }> {
  const product = await startStandalone({ home, port });
  running = product;
  return { product, api: new ApiClient(product.baseUrl, product.apiKey) };
}

function okTicks(api: ApiClient, worker: Worker): Promise<Tick[]> {
  return api.all<Tick>(`/workers/${worker.id}/ticks`, { outcome: 'ok' });
}

/** A copy made by root belongs to root, and Postgres refuses what is not its account's. */
function chownAll(folder: string, uid: number, gid: number): void {
  for (const entry of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    chownSync(join(folder, entry), uid, gid);
  }
}

/** In order: each start finds what the one before has left. */
describe('the product on one machine', () => {
  let credentials = '';
  let ticksBefore: string[] = [];

  it('stands after the first start, with sample workers that tick', async () => {
    const { product, api } = await start();
    credentials = readFileSync(join(home, 'credentials.json'), 'utf8');
    expect(JSON.parse(credentials)).toEqual({
      baseUrl: `http://localhost:${port}`,
      apiKey: product.apiKey,
      workspaceId: product.workspaceId,
      admin: product.admin,
    });
    expect(product.apiKey).toMatch(/^ask_/);
    expect(product.admin.email).toContain('@');
    for (const file of ['credentials.json', 'secrets.json', 'postgres.password']) {
      expect(statSync(join(home, file)).mode & 0o777).toBe(0o600);
    }
    expect(product.output()).toMatch(new RegExp(`^ready http://localhost:${port}$`, 'm'));

    const workers = await api.all<Worker>(`/workspaces/${product.workspaceId}/workers`);
    expect(workers.map((w) => [w.name, w.status]).sort()).toEqual([
      ['Log digest', 'running'],
      ['Market maker', 'running'],
      ['Prime hunter', 'running'],
    ]);
    await eventually(
      async () => {
        for (const worker of workers) {
          expect((await okTicks(api, worker)).length).toBeGreaterThanOrEqual(2);
        }
      },
      { timeoutMs: 30_000, everyMs: 500 },
    );
    for (const worker of workers) {
      const bad = (await api.all<Tick>(`/workers/${worker.id}/ticks`)).filter(
        (t) => t.outcome !== 'ok' && t.outcome !== 'skipped',
      );
      expect(bad).toEqual([]);
    }
    const maker = workers.find((w) => w.name === 'Market maker');
    ticksBefore = maker === undefined ? [] : (await okTicks(api, maker)).map((t) => t.dueAt);
  }, 120_000);

  it('lets its owner sign in', async () => {
    const { product } = await start();
    const response = await fetch(`${product.baseUrl}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(product.admin),
    });
    expect(response.status).toBe(200);
  }, 60_000);

  it('finds everything again on a later start, and goes on', async () => {
    const { product, api } = await start();
    expect(readFileSync(join(home, 'credentials.json'), 'utf8')).toBe(credentials);
    const workers = await api.all<Worker>(`/workspaces/${product.workspaceId}/workers`);
    expect(workers).toHaveLength(3);
    const maker = workers.find((w) => w.name === 'Market maker');
    if (maker === undefined) throw new Error('no market maker');
    await eventually(
      async () => {
        const due = (await okTicks(api, maker)).map((t) => t.dueAt);
        expect(due).toEqual(expect.arrayContaining(ticksBefore));
        expect(due.length).toBeGreaterThan(ticksBefore.length);
      },
      { timeoutMs: 20_000, everyMs: 250 },
    );
  }, 60_000);

  it('does not bring a deleted sample back', async () => {
    const first = await start();
    const path = `/workspaces/${first.product.workspaceId}/workers`;
    const digest = (await first.api.all<Worker>(path)).find((w) => w.name === 'Log digest');
    await first.api.expect('DELETE', `/workers/${digest?.id}`);
    await first.product.stop();
    const second = await start();
    expect((await second.api.all<Worker>(path)).map((w) => w.name).sort()).toEqual([
      'Market maker',
      'Prime hunter',
    ]);
  }, 90_000);

  it('makes a new key where the credentials were lost, and the old key is void', async () => {
    rmSync(join(home, 'credentials.json'));
    const { product, api } = await start();
    const old = JSON.parse(credentials) as { apiKey: string; workspaceId: string };
    expect(product.apiKey).not.toBe(old.apiKey);
    expect(product.workspaceId).toBe(old.workspaceId);
    expect((await new ApiClient(product.baseUrl, old.apiKey).request('GET', '/me')).status).toBe(
      401,
    );
    expect((await api.request('GET', '/me')).status).toBe(200);
  }, 60_000);

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'leaves no process behind after %s',
    async (signal) => {
      const { product } = await start();
      const family = product.family();
      expect(family.length).toBeGreaterThan(5);
      expect(await product.signal(signal)).toBe(0);
      expect(survivorsOf(family)).toEqual([]);
    },
    60_000,
  );

  it('leaves no process behind when the supervisor is killed', async () => {
    const { product } = await start();
    const family = product.family();
    await product.signal('SIGKILL');
    await eventually(() => expect(survivorsOf(family)).toEqual([]), { timeoutMs: 30_000 });
  }, 60_000);

  it('starts after that as if nothing had been', async () => {
    const { product, api } = await start();
    const workers = await api.all<Worker>(`/workspaces/${product.workspaceId}/workers`);
    expect(workers).toHaveLength(2);
  }, 60_000);
});

describe('a start that cannot be', () => {
  const sentence = (output: string): string[] => output.trim().split('\n');

  it('names a taken port', async () => {
    const server = createServer();
    const taken = await freePort();
    await new Promise<void>((resolve) => server.listen(taken, '127.0.0.1', resolve));
    const other = newHome();
    try {
      const { code, output } = await failingStart({ AISPINNER_HOME: other, PORT: String(taken) });
      expect(code).toBe(1);
      expect(sentence(output)).toEqual([
        expect.stringMatching(new RegExp(`^Port ${taken} is taken by another program`)),
      ]);
    } finally {
      server.close();
      rmSync(other, { recursive: true, force: true });
    }
  }, 30_000);

  it('names who holds the home folder, and leaves that product alone', async () => {
    const { product, api } = await start();
    const second = await failingStart({ AISPINNER_HOME: home, PORT: String(await freePort()) });
    expect(second.code).toBe(1);
    expect(sentence(second.output)).toEqual([
      expect.stringContaining(
        `AiSpinner already runs on ${home} (process ${product.pids().supervisor})`,
      ),
    ]);
    expect((await api.request('GET', '/me')).status).toBe(200);
  }, 60_000);

  it('names a broken database folder', async () => {
    const broken = newHome();
    const database = join(broken, 'postgres');
    mkdirSync(database);
    writeFileSync(join(database, 'something'), 'else');
    const { code, output } = await failingStart({
      AISPINNER_HOME: broken,
      PORT: String(await freePort()),
    });
    expect(code).toBe(1);
    expect(sentence(output)).toEqual([expect.stringContaining(database)]);
    rmSync(broken, { recursive: true, force: true });
  }, 30_000);

  it('names a database folder with parts missing', async () => {
    const damaged = newHome();
    // What the tests above have left there, less the tables.
    cpSync(home, damaged, { recursive: true, preserveTimestamps: true });
    const owner = statSync(join(home, 'postgres'));
    chownAll(join(damaged, 'postgres'), owner.uid, owner.gid);
    rmSync(join(damaged, 'postgres', 'base'), { recursive: true });
    const { code, output } = await failingStart({
      AISPINNER_HOME: damaged,
      PORT: String(await freePort()),
    });
    expect(code).toBe(1);
    expect(sentence(output).at(-1)).toMatch(
      new RegExp(`^Postgres did not start in ${join(damaged, 'postgres')}: `),
    );
    rmSync(damaged, { recursive: true, force: true });
  }, 60_000);

  it('names secrets that were damaged', async () => {
    const damaged = newHome();
    writeFileSync(join(damaged, 'secrets.json'), '{"authSec');
    const { code, output } = await failingStart({
      AISPINNER_HOME: damaged,
      PORT: String(await freePort()),
    });
    expect(code).toBe(1);
    expect(sentence(output)).toEqual([expect.stringContaining('secrets.json cannot be read')]);
    rmSync(damaged, { recursive: true, force: true });
  }, 30_000);

  it('names a home that is no folder', async () => {
    const parent = newHome();
    const file = join(parent, 'file');
    writeFileSync(file, '');
    const { code, output } = await failingStart({ AISPINNER_HOME: file, PORT: '3000' });
    expect(code).toBe(1);
    expect(sentence(output)).toEqual([
      `${file} cannot be written: a file stands in its way. Mend that, or set AISPINNER_HOME to another folder.`,
    ]);
    rmSync(parent, { recursive: true, force: true });
  }, 30_000);

  it('names a setting that is wrong', async () => {
    const { code, output } = await failingStart({ AISPINNER_HOME: home, PORT: 'seventy' });
    expect(code).toBe(1);
    expect(sentence(output)).toEqual([expect.stringMatching(/^Wrong settings\. PORT: /)]);
  }, 30_000);
});
