import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@aispinner/testing';
import { familyOf, runningProcesses, survivorsOf, type RunningProcess } from './process-table.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const DIST = join(ROOT, 'apps', 'standalone', 'dist');

export type Part = 'supervisor' | 'api' | 'scheduler' | 'runner' | 'postgres';

const MARKS: Readonly<Record<Exclude<Part, 'supervisor'>, RegExp>> = {
  api: /control-plane\/dist\/main\.api\.js/,
  scheduler: /control-plane\/dist\/main\.scheduler\.js/,
  runner: /apps\/runner\/dist\/main\.js/,
  postgres: /native\/bin\/postgres -D/,
};

/** The built product, running on a free port in a home folder of its own. */
export interface Standalone {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly workspaceId: string;
  readonly admin: { readonly email: string; readonly password: string };
  readonly home: string;
  /** From the start of the supervisor to `ready`. */
  readonly startMs: number;
  /** All that it has printed so far. */
  output: () => string;
  /** Who runs now; a part that is being started again is missing. */
  pids(): Partial<Record<Part, number>>;
  /** The supervisor with all that it and its children have started. */
  family(): RunningProcess[];
  /** Ends the supervisor by a signal (default SIGINT, as Ctrl-C does) and returns its exit code. */
  signal(signal?: NodeJS.Signals): Promise<number | null>;
  /** Stops it, makes sure that no process is left, and removes the home folder unless it was given. */
  stop(): Promise<void>;
}

export interface StandaloneOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Kept by `stop`; default: a new one that `stop` removes. */
  readonly home?: string;
  readonly port?: number;
  /** `npm start` (default), or `npm run cluster`, which takes the next port too. */
  readonly product?: 'standalone' | 'cluster';
}

/** Starts the built product and returns once it has printed `ready`. */
export async function startStandalone(options: StandaloneOptions = {}): Promise<Standalone> {
  const home = options.home ?? newHome();
  const port = options.port ?? (await freePort(options.product === 'cluster' ? 2 : 1));
  const startedAt = performance.now();
  // Each test has a machine's first start, and makes one image only.
  const run = runSupervisor(
    {
      RUNNER_SANDBOX_IMAGES: '1',
      ...options.env,
      AISPINNER_HOME: home,
      PORT: String(port),
    },
    options.product === 'cluster' ? 'main.cluster.js' : 'main.js',
  );
  const outcome = await Promise.race([run.ready, run.ended.then(() => 'ended' as const)]);
  if (outcome === 'ended') throw new Error(`The product did not start:\n${run.output()}`);
  const startMs = performance.now() - startedAt;
  const credentials = JSON.parse(readFileSync(join(home, 'credentials.json'), 'utf8')) as Pick<
    Standalone,
    'baseUrl' | 'apiKey' | 'workspaceId' | 'admin'
  >;
  const pid = run.child.pid ?? 0;
  const family = (): RunningProcess[] => familyOf(pid);
  const signal = (name: NodeJS.Signals = 'SIGINT'): Promise<number | null> => {
    run.child.kill(name);
    return run.ended;
  };
  return {
    ...credentials,
    home,
    startMs,
    output: run.output,
    pids: () => pidsOf(pid),
    family,
    signal,
    stop: async () => {
      const before = family();
      await signal();
      try {
        await eventually(() => {
          const left = survivorsOf(before);
          if (left.length > 0) throw new Error(`Left behind: ${JSON.stringify(left)}`);
        });
      } finally {
        if (options.home === undefined) rmSync(home, { recursive: true, force: true });
      }
    },
  };
}

/** Starts the supervisor, for a start that is expected to fail: returns its exit code and output. */
export async function failingStart(
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; output: string }> {
  const run = runSupervisor(env);
  const outcome = await Promise.race([run.ended, run.ready.then(() => 'ready' as const)]);
  if (outcome === 'ready') {
    run.child.kill('SIGINT');
    await run.ended;
    throw new Error(`The product started:\n${run.output()}`);
  }
  return { code: outcome, output: run.output() };
}

export function newHome(): string {
  return mkdtempSync(join(tmpdir(), 'aispinner-e2e-'));
}

/**
 * The first of so many free ports in a row (default 1). They lie below those that the system gives to
 * connections by itself: one of these may be taken by the time that somebody listens.
 */
export async function freePort(count = 1): Promise<number> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 12_000);
    const row = Array.from({ length: count }, (_, i) => first + i);
    if ((await Promise.all(row.map(isFree))).every(Boolean)) return first;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listens = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (listens) await new Promise<void>((resolve) => server.close(() => resolve()));
  return listens;
}

interface SupervisorRun {
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
  readonly ended: Promise<number | null>;
  output: () => string;
}

function runSupervisor(
  env: Readonly<Record<string, string>>,
  entry: 'main.js' | 'main.cluster.js' = 'main.js',
): SupervisorRun {
  const words = ['--disable-warning=ExperimentalWarning', join(DIST, entry)];
  const child = spawn(process.execPath, words, {
    env: { PATH: process.env['PATH'], ...env },
    // The pipe closes when this process ends, however it ends: the product then stops.
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  const ready = new Promise<void>((resolve) => {
    const take = (text: string): void => {
      output += text;
      if (/^ready /m.test(output)) resolve();
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ready, ended, output: () => output };
}

function pidsOf(supervisor: number): Partial<Record<Part, number>> {
  const children = runningProcesses().filter((p) => p.parent === supervisor);
  const found: Partial<Record<Part, number>> = { supervisor };
  for (const [part, mark] of Object.entries(MARKS)) {
    const child = children.find((p) => mark.test(p.command));
    if (child !== undefined) found[part as Part] = child.pid;
  }
  return found;
}
