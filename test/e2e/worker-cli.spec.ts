import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@aispinner/testing';
import { familyOf, survivorsOf } from './process-table.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const MAIN = join(ROOT, 'apps', 'worker-cli', 'dist', 'main.js');
/** One for the file: it keeps the image of the sandbox. */
const HOME = mkdtempSync(join(tmpdir(), 'aispinner-e2e-'));

let folder: string;
const running: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aispinner-worker-'));
});

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

process.on('exit', () => rmSync(HOME, { recursive: true, force: true }));

interface Run {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly errors: () => string;
  readonly ended: Promise<number | null>;
}

function write(code: string, name = 'my_worker.py'): void {
  writeFileSync(join(folder, name), code);
}

function start(
  args: readonly string[],
  command: readonly string[] = [process.execPath, MAIN],
): Run {
  const [program = '', ...before] = command;
  const child = spawn(program, [...before, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], AISPINNER_HOME: HOME },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let out = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, out: () => out, errors: () => errors, ended };
}

/** The exit code and what was printed, without the times. */
async function finish(run: Run): Promise<{ code: number | null; lines: string[]; errors: string }> {
  const code = await run.ended;
  const lines = run
    .out()
    .trimEnd()
    .split('\n')
    .map((line) =>
      line.replace(/^\d\d:\d\d:\d\d\.\d{3} /, '').replace(/ (in|after) [\d.]+ m?s.*$/, ''),
    );
  return { code, lines, errors: run.errors() };
}

const runWorker = (...args: string[]) => finish(start(['my_worker.py', ...args]));

describe('a worker on the terminal', () => {
  it('runs its ticks in one activation, with its log and its state in a file', async () => {
    write(
      'seen = 0\n' +
        'def setup(ctx):\n    print("set up")\n' +
        'def tick(ctx):\n    global seen\n    seen += 1\n' +
        '    n = ctx.state.get("n", 10**30) + 1\n    ctx.state.set("n", n)\n' +
        '    ctx.log.warn(f"{ctx.worker.name} {ctx.tick.number} {seen} {n}")\n',
    );
    expect(await runWorker('--ticks', '2', '--state', 'state.json')).toEqual({
      code: 0,
      lines: [
        'info  set up',
        'warn  my_worker 1 1 1000000000000000000000000000001',
        'tick 1 ok',
        'warn  my_worker 2 2 1000000000000000000000000000002',
        'tick 2 ok',
        '2 ticks: 2 ok',
      ],
      errors: '',
    });
    const { lines } = await runWorker('--state', 'state.json');
    expect(lines).toContain('warn  my_worker 1 1 1000000000000000000000000000003');
    expect(readFileSync(join(folder, 'state.json'), 'utf8')).toBe(
      '{\n  "n": 1000000000000000000000000000003\n}\n',
    );
  }, 60_000);

  it('shows the traceback of an error, calls on_error, and keeps what the tick had set', async () => {
    write(
      'def tick(ctx):\n    ctx.state.set("before", True)\n    1 / 0\n' +
        'def on_error(ctx, error):\n    print("told:", ctx.tick.number, error)\n',
    );
    expect(await runWorker('--state', 'state.json', '--error-exit', '--ticks', '5')).toEqual({
      code: 1,
      lines: [
        'info  told: 1 division by zero',
        'tick 1 error',
        '  Traceback (most recent call last):',
        '    File "worker.py", line 3, in tick',
        '      1 / 0',
        '      ~~^~~',
        '  ZeroDivisionError: division by zero',
      ],
      errors: '',
    });
    expect(readFileSync(join(folder, 'state.json'), 'utf8')).toBe('{\n  "before": true\n}\n');
  }, 60_000);

  it('shows where code is refused, and runs nothing of it', async () => {
    write('print("ran")\n# é\nx = "é"; import os\ndef tick(ctx): pass\n');
    const { code, lines } = await runWorker();
    expect(code).toBe(2);
    expect(lines[0]).toContain('my_worker.py:3:10: Import of os is not allowed in worker sandbox.');
    expect(lines.slice(2)).toEqual([
      '    3 | x = "é"; import os',
      `      | ${' '.repeat(9)}^`,
      '1 problem: not run',
    ]);
  }, 60_000);

  it('ends a tick at its limit, tells on_error in a fresh sandbox, and goes on', async () => {
    write(
      'def tick(ctx):\n    while ctx.tick.number == 1: pass\n    print("second")\n' +
        'def on_error(ctx, error):\n    print(error.type)\n',
    );
    expect(await runWorker('--ticks', '2', '--timeout', '0.5')).toEqual({
      code: 3,
      lines: [
        'info  TimeoutError',
        'tick 1 timeout',
        'info  second',
        'tick 2 ok',
        '2 ticks: 1 timeout, 1 ok',
      ],
      errors: '',
    });
  }, 60_000);

  it('returns 4 when the sandbox is killed', async () => {
    write(
      'import time\ndef tick(ctx):\n    print("here")\n    ctx.log.flush()\n    time.sleep(50)\n',
    );
    const run = start(['my_worker.py']);
    await eventually(() => expect(run.out()).toContain('here'), { timeoutMs: 30_000 });
    const sandboxes = familyOf(run.child.pid ?? 0).filter((p) => p.pid !== run.child.pid);
    expect(sandboxes.length).toBeGreaterThan(0);
    for (const { pid } of sandboxes) process.kill(pid, 'SIGKILL');
    const { code, lines } = await finish(run);
    expect({ code, last: lines.at(-1) }).toEqual({ code: 4, last: 'tick 1 killed' });
    expect(run.out()).toContain('(crashed: the interpreter crashed)');
  }, 60_000);

  it('sends no control character of a worker to the terminal', async () => {
    write(
      'def tick(ctx):\n    print("\\x1b[2J\\x07\\r\\u202e")\n    raise ValueError("\\x1b]0;x\\x07")\n',
    );
    const run = start(['my_worker.py']);
    const { code, lines } = await finish(run);
    expect(code).toBe(1);
    expect(lines[0]).toBe('info  \\x1b[2J\\x07\\r\\u202e');
    expect(lines.at(-1)).toBe('  ValueError: \\x1b]0;x\\x07');
    // eslint-disable-next-line no-control-regex -- they are what is looked for
    expect(run.out()).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
  }, 60_000);

  it('ends at Ctrl-C with everything it has started, the state saved', async () => {
    write(
      'import time\ndef tick(ctx):\n    ctx.state.set("at", 1)\n    print("here")\n    time.sleep(50)\n',
    );
    const run = start(['my_worker.py', '--state', 'state.json']);
    await eventually(() => expect(run.out()).toContain('here'), { timeoutMs: 30_000 });
    const family = familyOf(run.child.pid ?? 0);
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(130);
    await eventually(() => expect(survivorsOf(family)).toEqual([]));
    expect(readFileSync(join(folder, 'state.json'), 'utf8')).toBe('{\n  "at": 1\n}\n');
  }, 60_000);

  it('runs again at every save, and ends the run in progress first', async () => {
    write('def tick(ctx):\n    print("first")\n    while True: pass\n');
    const run = start(['my_worker.py', '--watch']);
    await eventually(() => expect(run.out()).toContain('first'), { timeoutMs: 30_000 });
    write('def tick(ctx)\n    pass\n');
    await eventually(() => expect(run.out()).toContain("SyntaxError: expected ':'"), {
      timeoutMs: 30_000,
    });
    expect(run.out()).toContain('tick 1 killed');
    write('def tick(ctx):\n    print("mended")\n');
    await eventually(() => expect(run.out()).toMatch(/mended[^]*tick 1 ok[^]*waiting/), {
      timeoutMs: 30_000,
    });
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(0);
  }, 120_000);

  it('keeps to the interval, and says what it skipped', async () => {
    write(
      'import time\ndef tick(ctx):\n    time.sleep(1.2 if ctx.tick.number == 1 else 0)\n' +
        '    print(ctx.worker.interval, ctx.tick.due.microsecond)\n',
    );
    const { code, lines } = await runWorker('--ticks', '2', '--interval', '1');
    expect(code).toBe(0);
    const [first, , skipped, second] = lines;
    expect(first).toMatch(/^info {2}1 \d+$/);
    expect(second).toBe(first);
    expect(skipped).toMatch(/^skipped \d due times?: the tick before was still running$/);
  }, 60_000);

  it.each([
    [['my_worker.py', '--tick', '3'], "Unknown option '--tick'."],
    [['nowhere.py'], 'nowhere.py cannot be read: there is no such file or folder.'],
    [
      ['my_worker.py', '--state', 'no/such/folder.json'],
      'folder.json cannot be written: there is no',
    ],
    [['my_worker.py', '--state', 'broken.json'], 'broken.json is not JSON'],
  ])(
    'refuses %j with one line',
    async (args, sentence) => {
      write('def tick(ctx): pass\n');
      writeFileSync(join(folder, 'broken.json'), '{');
      const { code, lines, errors } = await finish(start(args));
      expect({ code, lines }).toEqual({ code: 2, lines: [''] });
      expect(errors).toContain(sentence);
      expect(errors.trimEnd().split('\n')).toHaveLength(1);
    },
    60_000,
  );

  it('is an npm script that takes paths from where its user stands', async () => {
    mkdirSync(join(folder, 'deeper'));
    write('def tick(ctx):\n    ctx.state.set("ran", 1)\n');
    const npm = ['npm', 'run', '--silent', '--prefix', ROOT, 'worker', '--'];
    const { code, lines } = await finish(
      start(['./my_worker.py', '--state', 'deeper/state.json'], npm),
    );
    expect({ code, last: lines.at(-1) }).toEqual({ code: 0, last: 'tick 1 ok' });
    expect(existsSync(join(folder, 'deeper', 'state.json'))).toBe(true);
    const help = await finish(start(['--help'], npm));
    expect(help.code).toBe(0);
    expect(help.lines[0]).toContain('Runs a worker in the sandbox');
  }, 120_000);

  it('runs the samples of the page for authors', async () => {
    const page = readFileSync(join(ROOT, 'docs', 'writing-workers.md'), 'utf8');
    const samples = [...page.matchAll(/^```python\n([^]*?)^```$/gm)].map(([, code = '']) => code);
    expect(samples.length).toBeGreaterThanOrEqual(4);
    for (const code of samples) {
      write(code);
      const raises = code.includes('raise ');
      const { lines, ...ended } = await runWorker('--ticks', '2');
      expect(ended).toEqual({ code: raises ? 1 : 0, errors: '' });
      expect(lines.at(-1)).toBe(`2 ticks: 2 ${raises ? 'error' : 'ok'}`);
      if (raises) expect(lines[0]).toBe('warn  Bad input: no price');
    }
  }, 60_000);
});
