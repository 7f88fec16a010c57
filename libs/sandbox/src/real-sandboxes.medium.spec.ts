import { eventually } from '@aispinner/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SandboxHost } from './create-sandbox-host.ts';
import type { Execution, ExecutionResult } from './execution.ts';
import { cpuOf, nicenessOf, sandboxPids } from './fakes/sandbox-processes.ts';
import { openSandboxes } from './fixtures/open-sandboxes.ts';

/** Enough for an honest tick on the busiest machine. */
const AMPLE_MS = 20_000;
/** For those that hang: they use up all of it. */
const SHORT_MS = 700;

let host: SandboxHost;
beforeAll(async () => {
  host = await openSandboxes({ spares: 2, maxSandboxes: 8 });
  await host.pool.start();
}, 60_000);
afterAll(async () => {
  await host.close();
  expect(sandboxPids()).toEqual([]);
});

interface Run {
  readonly result: ExecutionResult;
  readonly logs: string[];
}

const state = new Map<string, string>();
const run = async (
  code: string,
  options: {
    workspaceId?: string;
    workerId?: string;
    activationId?: string;
    timeoutMs?: number;
    messages?: number;
    signal?: Execution['signal'];
  } = {},
): Promise<Run> => {
  const logs: string[] = [];
  const workerId = options.workerId ?? 'w';
  const result = await host.pool.execute({
    activation: {
      id: options.activationId ?? `${workerId}/${code.length}/${code.slice(0, 40)}`.slice(0, 100),
      workspaceId: options.workspaceId ?? 'ws',
      workerId,
      name: 'a worker',
      version: 3,
      intervalSeconds: 60,
      code,
      isolation: 'shared',
    },
    tick: { number: 7, dueAt: new Date(Date.now() - 40) },
    limits: {
      tickTimeoutMs: options.timeoutMs ?? AMPLE_MS,
      memoryMb: 256,
      maxSandboxesPerWorkspace: 2,
      logMessagesPerTick: options.messages ?? 1000,
      logBytesPerTick: 1_000_000,
    },
    capabilities: {
      call(method, args) {
        const { key, valueJson } = args as { key: string; valueJson: string };
        if (method === 'state.set') state.set(key, valueJson);
        const value = state.get(key) ?? null;
        return Promise.resolve(method === 'state.set' ? null : { found: true, valueJson: value });
      },
    },
    onLogs: (batch) => {
      expect(batch.length).toBeLessThanOrEqual(20);
      logs.push(...batch.map((line) => line.message));
    },
    ...(options.signal ? { signal: options.signal } : {}),
  });
  return { result, logs };
};

const ON_ERROR = `
def on_error(ctx, error):
    print('on_error', type(error).__name__)
`;
const tick = (body: string, head = ''): string =>
  `${head}\ndef tick(ctx):\n${body.replaceAll(/^/gm, '    ')}\n${ON_ERROR}`;

/** Ticks of a neighbour in another workspace, for as long as `work` takes; their durations in ms. */
async function besideNeighbour<T>(work: Promise<T>): Promise<{ value: T; durations: number[] }> {
  const durations: number[] = [];
  const ended = { is: false };
  const done = work.finally(() => (ended.is = true));
  while (!ended.is) {
    const startedAt = performance.now();
    const { result } = await run('n = 0\ndef tick(ctx):\n    global n\n    n += 1\n', {
      workspaceId: 'neighbour',
      workerId: 'neighbour',
      timeoutMs: 5000,
    });
    expect(result.outcome).toBe('ok');
    durations.push(performance.now() - startedAt);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { value: await done, durations };
}

describe('an honest worker', () => {
  it('keeps its globals, reaches its state and says what it says', async () => {
    const code = `
n = 0
def setup(ctx):
    print('setup of', ctx.worker.name, ctx.worker.version)
def tick(ctx):
    global n
    n += 1
    ctx.state.set('n', n)
    ctx.log.warn(f"tick {ctx.tick.number}: {ctx.state.get('n')}")
`;
    const first = await run(code);
    expect(first.logs).toEqual(['setup of a worker 3', 'tick 7: 1']);
    expect(first.result).toMatchObject({ outcome: 'ok', phase: 'tick', capabilityCalls: 2 });
    const second = await run(code);
    expect(second.logs).toEqual(['tick 7: 2']);
    expect(second.result).toMatchObject({ activationReused: true, coldStartMs: 0 });
    expect(second.result.cpuMs).toBeGreaterThan(0);
  });

  it('sleeps without using the CPU', async () => {
    const { result } = await run(tick('time.sleep(0.3)', 'import time'));
    expect(result.outcome).toBe('ok');
    expect(result.durationMs).toBeGreaterThan(295);
    expect(result.cpuMs).toBeLessThan(150);
  });

  it('is told its own error, by its own lines', async () => {
    const { result, logs } = await run(tick(`raise ValueError('no')`));
    expect(result).toMatchObject({
      outcome: 'error',
      error: { type: 'ValueError', message: 'no' },
    });
    expect(result.error?.traceback).toContain('worker.py');
    expect(logs).toEqual(['on_error ValueError']);
  });

  it('is refused with the line when it cannot be loaded', async () => {
    const { result } = await run('def tick(ctx):\n    pass\nimport os\n');
    expect(result).toMatchObject({ outcome: 'error', phase: 'load' });
    expect(result.problems).toEqual([expect.objectContaining({ line: 3 })]);
    expect(await host.pool.check('def tick(ctx):\n  retrun 1', { timeoutMs: 5000 })).toMatchObject({
      problems: [{ line: 2 }],
    });
  });
});

describe('the time of a worker', () => {
  it('is UTC', async () => {
    const { logs } = await run(
      tick(
        "ctx.log.info(str((time.tzname, time.localtime(0)[:6], time.mktime((1970, 1, 1, 0, 0, 5, 0, 0, -1)), time.strftime('%Z %z'))))",
        'import time',
      ),
    );
    expect(logs).toEqual(["(('UTC', 'UTC'), (1970, 1, 1, 0, 0, 0), 5.0, 'UTC +0000')"]);
  });
});

describe('on_error', () => {
  it.each([
    ['raised', '1/0'],
    ['was ended', 'while True: pass'],
  ])('knows which tick it was that %s', async (_, body) => {
    const code = `
def tick(ctx):
    ${body}
def on_error(ctx, error):
    print(ctx.tick.number, ctx.tick.lateness >= 0.04)
`;
    const limit = body === '1/0' ? {} : { timeoutMs: SHORT_MS };
    expect(await run(code, limit)).toMatchObject({ logs: ['7 True'] });
  });
});

describe('a worker that misbehaves suffers alone', () => {
  it.each([
    ['loops', tick('while True: pass')],
    ['loops in C', tick('sum(range(10**12))')],
    ['swallows whatever it can', tick('while True:\n    try: 1/0\n    except: pass')],
    ['sleeps for an hour', tick('time.sleep(3600)', 'import time')],
  ])('when it %s it is killed within a second of its limit', async (name, code) => {
    const { value, durations } = await besideNeighbour(
      run(code, { workerId: name, timeoutMs: SHORT_MS }),
    );
    expect(value.result).toMatchObject({ outcome: 'timeout', error: null, phase: 'tick' });
    expect(value.result.durationMs).toBeGreaterThanOrEqual(SHORT_MS - 5);
    expect(value.result.durationMs).toBeLessThan(SHORT_MS + 1000);
    expect(value.logs).toEqual(['on_error TimeoutError']);
    expect(durations.length).toBeGreaterThan(3);
    expect(await run(tick(`print('well')`))).toMatchObject({ logs: ['well'] });
  });

  it('when it hangs as it is loaded or set up, the outcome says in which', async () => {
    const load = await run(`while True: pass\ndef tick(ctx): pass`, {
      workerId: 'l',
      timeoutMs: SHORT_MS,
    });
    expect(load.result).toMatchObject({ outcome: 'timeout', phase: 'load' });
    const setup = await run(`def setup(ctx):\n    while True: pass\ndef tick(ctx): pass`, {
      timeoutMs: SHORT_MS,
    });
    expect(setup.result).toMatchObject({ outcome: 'timeout', phase: 'setup' });
  });

  it('when it fills its memory it gets a MemoryError', async () => {
    const bomb = tick('x = [0]\nwhile True: x = x * 2');
    const { value } = await besideNeighbour(run(bomb, { workerId: 'bomb', timeoutMs: 20_000 }));
    expect(value.result).toMatchObject({ outcome: 'error', reason: 'out_of_memory' });
    expect(value.logs).toEqual(['on_error MemoryError']);
  }, 30_000);

  it('when it overflows the stack beyond what Python sees, its sandbox is replaced', async () => {
    const deep = tick('x = []\nfor _ in range(500_000): x = [x]\nrepr(x)');
    const { result, logs } = await run(deep, { workerId: 'deep', timeoutMs: 20_000 });
    expect(result).toMatchObject({ outcome: 'killed', reason: 'crashed' });
    expect(logs).toEqual(['on_error RuntimeError']);
  }, 30_000);

  it('when it recurses for ever it gets a RecursionError', async () => {
    const { result } = await run(tick('def f(): f()\nf()'), { timeoutMs: 5000 });
    expect(result).toMatchObject({ outcome: 'error', error: { type: 'RecursionError' } });
  });

  it('when it floods its log, so much is kept, and a line tells the rest', async () => {
    const flood = tick('for i in range(10_000): print(i)');
    const work = run(flood, { workerId: 'flood', timeoutMs: 10_000, messages: 50 });
    const { value } = await besideNeighbour(work);
    expect(value.result.outcome).toBe('ok');
    expect(value.logs).toHaveLength(50 + 1 + 5);
    expect(value.logs[50]).toMatch(/^Log truncated: 9945 more messages were dropped/);
    expect(value.logs.at(-1)).toBe('9999');
  }, 20_000);

  it('what it logged before it was killed is there', async () => {
    const { logs } = await run(tick(`for i in range(25): print(i)\nwhile True: pass`), {
      timeoutMs: SHORT_MS,
    });
    expect(logs).toHaveLength(26);
    expect(logs.slice(0, 25)).toEqual(Array.from({ length: 25 }, (_, i) => `${i}`));
  });

  it('a message is cut at 4,000 characters that end by saying so', async () => {
    const { logs } = await run(tick(`print('x' * 100_000)`));
    expect(logs).toHaveLength(1);
    expect(logs[0]).toHaveLength(4000);
    expect(logs[0]?.slice(-30)).toMatch(/cut/);
  });
});

describe('a sandbox process', () => {
  it('that is killed from outside is told as such, and replaced', async () => {
    const running = run(tick(`print('up')\nctx.log.flush()\nwhile True: pass`), {
      workerId: 'victim',
      timeoutMs: 20_000,
    });
    // The one that loops is the one whose CPU time grows.
    const victim = await eventually(async () => {
      const before = new Map(sandboxPids().map((pid) => [pid, cpuOf(pid)]));
      await new Promise((resolve) => setTimeout(resolve, 300));
      const grown = [...before]
        .map(([pid, cpu]) => ({ pid, ns: cpuOf(pid) - cpu }))
        .sort((a, b) => b.ns - a.ns);
      expect(grown[0]?.ns).toBeGreaterThan(20e6 + 3 * (grown[1]?.ns ?? 0));
      return grown[0]?.pid ?? 0;
    });
    process.kill(victim, 'SIGKILL');
    const { result, logs } = await running;
    expect(result).toMatchObject({ outcome: 'killed', reason: 'crashed' });
    expect(logs).toEqual(['up', 'on_error RuntimeError']);
  }, 30_000);

  it('is ended at once when its execution is', async () => {
    const stop = new AbortController();
    const signal = stop.signal as NonNullable<Execution['signal']>;
    const running = run(tick('while True: pass'), { signal, timeoutMs: 20_000, workerId: 's' });
    await eventually(() => expect(host.pool.stats().busy).toBe(1));
    stop.abort('shutdown');
    expect((await running).result).toMatchObject({ outcome: 'killed', reason: 'shutdown' });
  });

  it('stands behind what serves it with every thread, those of V8 too', async () => {
    // One may just be booting, for the test before.
    await eventually(() => {
      const threads = sandboxPids().map(nicenessOf);
      expect(new Set(threads.flat())).toEqual(new Set([5]));
      expect(threads.every(({ length }) => length > 1)).toBe(true);
    });
  });
});
