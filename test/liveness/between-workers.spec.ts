import { createSandboxHost, type ExecutionResult, type SandboxHost } from '@aispinner/sandbox';
import { eventually } from '@aispinner/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { executionOf } from './execution-of.ts';

let host: SandboxHost;
beforeAll(async () => {
  host = await createSandboxHost({
    imageDir: join(tmpdir(), 'aispinner-test-images'),
    images: 1,
    spares: 2,
    memoryMb: 256,
    maxSandboxes: 6,
    maxMemoryMb: 8192,
    idleMs: 60_000,
    maxConcurrentBoots: 2,
    log: { warn: () => undefined },
  });
  await host.pool.start();
}, 60_000);
afterAll(() => host.close());

interface Ticked {
  readonly result: ExecutionResult;
  readonly logs: string[];
}

async function tickOf(
  workspaceId: string,
  workerId: string,
  code: string,
  maxSandboxesPerWorkspace = 1,
): Promise<Ticked> {
  const { execution, logs } = executionOf({
    workspaceId,
    workerId,
    code,
    timeoutMs: 20_000,
    maxSandboxesPerWorkspace,
  });
  const result = await host.pool.execute(execution);
  return { result, logs: logs.map((line) => line.message) };
}

/** What a worker leaves behind, and what another of the same sandbox must still find. */
const TRACES: readonly (readonly [string, leave: string, look: string, found: string])[] = [
  ['a global', 'global mark\nmark = 1', "print('mark' in seen())", 'False'],
  [
    'an attribute of a function',
    'json.dumps.mark = 1',
    "print(hasattr(json.dumps, 'mark'))",
    'False',
  ],
  [
    'an attribute of a method',
    'collections.Counter.most_common.mark = 1',
    "print(hasattr(collections.Counter.most_common, 'mark'))",
    'False',
  ],
  [
    'an attribute of an abstract method',
    'collections.abc.Sized.__len__.mark = 1',
    "print(hasattr(collections.abc.Sized.__len__, 'mark'))",
    'False',
  ],
  [
    'the decimal context',
    'decimal.getcontext().prec = 3',
    'print(decimal.getcontext().prec)',
    '28',
  ],
  [
    'a template of decimal contexts',
    'decimal.DefaultContext.prec = 3',
    'print(decimal.DefaultContext.prec)',
    '28',
  ],
  [
    'the seed of random numbers',
    'random.seed(7)',
    'print(random.random() == random.Random(7).random())',
    'False',
  ],
  [
    'a template that says what it is equal to',
    `class Template(str):
    def __hash__(self):
        return hash('honest \\\\1')
    def __eq__(self, other):
        return True
re.sub('(a)(b)', Template('mark \\\\2'), 'ab')`,
    "print(re.sub('(a)(b)', 'honest \\\\1', 'ab'))",
    'honest a',
  ],
  [
    'a class that is registered and answers for its abstract one',
    `class Meta(type):
    def __subclasscheck__(cls, other):
        return other is int
class Greedy(metaclass=Meta):
    pass
collections.abc.Sized.register(Greedy)
print(isinstance(5, collections.abc.Sized))`,
    'print(isinstance(5, collections.abc.Sized), isinstance((), collections.abc.Sequence))',
    'False True',
  ],
  [
    'a class that is equal to another where an abstract one remembers its answers',
    `class Meta(type(collections.abc.Sized)):
    def __hash__(cls):
        return hash(int)
    def __eq__(cls, other):
        return True
class Mine(collections.abc.Mapping, metaclass=Meta):
    pass
print(issubclass(Mine, collections.abc.Mapping))`,
    'print(isinstance(5, collections.abc.Mapping))',
    'False',
  ],
  [
    'a set of names',
    "hashlib.algorithms_available.add('mark')",
    "print('mark' in hashlib.algorithms_available)",
    'False',
  ],
];

const HEAD = 'import collections, collections.abc, decimal, hashlib, json, random, re\n';
const SEEN =
  "def seen():\n    try:\n        mark\n        return ['mark']\n    except Exception:\n        return []\n";
const body = (lines: string): string =>
  `${HEAD}${SEEN}def tick(ctx):\n${lines.replaceAll(/^/gm, '    ')}\n`;

describe('two workers of one sandbox', () => {
  it.each(TRACES)('%s of one is not seen by the other', async (what, leave, look, found) => {
    const before = host.pool.stats().started;
    const left = await tickOf('shared', `leaves ${what}`, body(leave));
    const looked = await tickOf('shared', `looks for ${what}`, body(look));
    expect(left.result.error?.traceback ?? null).toBeNull();
    expect(looked).toMatchObject({ logs: [found], result: { outcome: 'ok' } });
    // One sandbox for both, or this would show nothing.
    expect(host.pool.stats().started - before).toBeLessThanOrEqual(1);
  });

  it.each([
    ['ctx', 'ctx.mark = 1'],
    ['ctx.log', 'ctx.log.mark = 1'],
    ['ctx.state', 'ctx.state.get = print'],
    ['a module', 'json.mark = 1'],
    ['a class of a module', 'collections.Counter.mark = 1'],
    ['what a function says of itself', "json.dumps.__doc__ = 'mark'"],
    ['the dictionary of a function', "json.dumps.__dict__ = {'mark': 1}"],
  ])('%s takes no mark at all', async (what, line) => {
    const { result } = await tickOf('shared', `marks ${what}`, body(line));
    expect(result.outcome).toBe('error');
    expect(['AttributeError', 'TypeError', 'CodeRefused']).toContain(result.error?.type);
  });

  it('a worker keeps what it has set on a function while it alone ticks', async () => {
    const code = body(
      "json.dumps.count = getattr(json.dumps, 'count', 0) + 1\nprint(json.dumps.count)",
    );
    expect((await tickOf('alone', 'counts', code)).logs).toEqual(['1']);
    expect((await tickOf('alone', 'counts', code)).logs).toEqual(['2']);
  });

  it('a class that a worker registered stays registered for it', async () => {
    const code = `${HEAD}class Mine:
    pass
collections.abc.Sized.register(Mine)
def tick(ctx):
    print(isinstance(Mine(), collections.abc.Sized), isinstance('', collections.abc.Sized))
`;
    expect((await tickOf('shared', 'registers', code)).logs).toEqual(['True True']);
    expect((await tickOf('shared', 'another', body('print(1)'))).logs).toEqual(['1']);
    expect((await tickOf('shared', 'registers', code)).logs).toEqual(['True True']);
  });

  it('an abstract class is still abstract after a worker has meddled', async () => {
    await tickOf('shared', 'meddles', body('collections.abc.Sized.__len__.mark = 1'));
    const code = body(
      'class Half(collections.abc.Sized):\n    pass\ntry:\n    Half()\nexcept TypeError:\n    print("abstract")',
    );
    expect((await tickOf('shared', 'uses', code)).logs).toEqual(['abstract']);
  });
});

describe('sandboxes restored from one image', () => {
  it('have random numbers and a clock of their own', async () => {
    const code =
      'import random, time\ndef tick(ctx):\n    print(random.random(), random.Random().random(), time.time())\n';
    const before = Date.now() / 1000;
    const [a, b] = [await tickOf('fresh-a', 'a', code), await tickOf('fresh-b', 'b', code)];
    const [first, second] = [a, b].map(({ logs }) => logs[0]?.split(' ').map(Number) ?? []);
    expect(first?.[0]).not.toBe(second?.[0]);
    expect(first?.[1]).not.toBe(second?.[1]);
    for (const now of [first?.[2] ?? 0, second?.[2] ?? 0]) {
      expect(now).toBeGreaterThan(before - 1);
      expect(now).toBeLessThan(Date.now() / 1000 + 1);
    }
  });
});

describe('a workspace', () => {
  it('holds no more sandboxes than its plan says, however many ticks are due', async () => {
    // All in all longer than a sandbox needs to boot.
    const code = 'import time\ndef tick(ctx):\n    time.sleep(0.5)\n';
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, host.pool.stats().busy);
    }, 5);
    await Promise.all(Array.from({ length: 8 }, (_, i) => tickOf('burst', `w${i}`, code, 2)));
    clearInterval(watch);
    expect(most).toBe(2);
  });

  it('does not wait for its long tick while its plan allows another sandbox', async () => {
    const quick = 'def tick(ctx):\n    pass\n';
    await tickOf('long', 'quick', quick, 2);
    const ended: string[] = [];
    const sleeps = 'import time\ndef tick(ctx):\n    time.sleep(8)\n';
    const long = tickOf('long', 'long', sleeps, 2).finally(() => ended.push('long'));
    await eventually(() => expect(host.pool.stats().busy).toBe(1));
    const { result } = await tickOf('long', 'quick', quick, 2);
    ended.push('quick');
    expect((await long).result).toMatchObject({ outcome: 'ok', phase: 'tick' });
    expect(result.outcome).toBe('ok');
    expect(ended).toEqual(['quick', 'long']);
  }, 30_000);
});
