import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SandboxHost } from '../create-sandbox-host.ts';
import { downloadWheels } from '../fixtures/download-wheels.ts';
import { openSandboxes } from '../fixtures/open-sandboxes.ts';
import { writeProbeWheels } from '../fixtures/probe-wheels.ts';

/** The start of a worker that uses the second of them. */
const PANDAS_USER = `
import pandas
is_held, find, read = pandas.is_held, pandas.find, pandas.read
LIMIT = 5
def tick(ctx):
    here = ctx
    `;
/**
 * The command, and sandboxes with what it installed: a native package and a pure one as pip brings
 * them, and two of ours: one that offers what numpy and pandas offer to an attacker, and one that looks at
 * frames where pandas does.
 */
jest.setTimeout(30_000); // a sandbox with packages may have to be booted first

const IMAGES = join(tmpdir(), 'aispinner-test-images');
const folder = mkdtempSync(join(tmpdir(), 'aispinner-packages-'));
const wheels = { librt: '', six: '', probe: '', pandas: '', broken: '' };

const install = (...args: string[]) => {
  const program = fileURLToPath(new URL('./main.ts', import.meta.url));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, folder, IMAGES, ...args],
    {
      encoding: 'utf8',
      timeout: 150_000,
    },
  );
  return { status, stdout, stderr };
};
const installAll = () => {
  const { broken: _, ...sound } = wheels;
  return install(...Object.values(sound).flatMap((path) => ['--wheel', path]));
};

const open = (guestDir?: string) =>
  openSandboxes({ packagesDir: folder, ...(guestDir === undefined ? {} : { guestDir }) });

let runs = 0;
const runIn = async (host: SandboxHost, code: string, worker?: string) => {
  const logs: string[] = [];
  runs += 1;
  const result = await host.pool.execute({
    activation: {
      ...{ id: worker ?? `a${runs}`, workerId: worker ?? `w${runs}`, workspaceId: 'ws' },
      ...{ name: 'n', version: 1, intervalSeconds: 1, code, isolation: 'shared' },
    },
    tick: { number: 1, dueAt: new Date() },
    limits: {
      ...{ tickTimeoutMs: 5000, memoryMb: 256, maxSandboxesPerWorkspace: 2 },
      ...{ logMessagesPerTick: 100, logBytesPerTick: 100_000 },
    },
    capabilities: { call: () => Promise.resolve(null) },
    onLogs: (batch) => logs.push(...batch.map((line) => line.message)),
  });
  return { outcome: result.outcome, reason: result.reason, error: result.error, logs };
};

let host: SandboxHost;
beforeAll(async () => {
  const [librt = '', six = ''] = await downloadWheels(['librt==0.16.0', 'six==1.17.0']);
  Object.assign(wheels, { librt, six, ...writeProbeWheels(dirname(six)) });
  expect(installAll()).toMatchObject({ status: 0, stderr: '' });
  host = await open();
}, 180_000);
afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
  rmSync(dirname(wheels.six), { recursive: true, force: true });
});

describe('npm run sandbox:packages', () => {
  it('says what is installed, and does nothing the second time', () => {
    const before = readdirSync(folder).sort();
    const manifest = readFileSync(join(folder, 'manifest.json'), 'utf8');
    const { stdout } = installAll();
    expect(stdout).toContain('Workers may import librt, pandas, probe, six.');
    // What is called pandas here answers none of what pandas would.
    expect(stdout).toMatch(
      /\nChecked in a sandbox: ready in \d+\.\d s with \d+ MB; of 18 self-tests 18 failed\./,
    );
    expect(readdirSync(folder).sort()).toEqual(before);
    expect(readFileSync(join(folder, 'manifest.json'), 'utf8')).toBe(manifest);
  });

  it.each([
    [['sixx'], /^The pinned Pyodide has no package sixx\. Did you mean six\?\n$/],
    [['six', '--from', '/nowhere'], /^The wheel of six is missing: there is no \/nowhere\/six-/],
    [['six', '--from', 'http://127.0.0.1:1/'], /^The wheel of six cannot be fetched from http:/],
    [
      ['--wheel', '/nowhere/a-1-py3-none-any.whl'],
      /^The wheel \/nowhere\/a-1.* cannot be read\.\n$/,
    ],
    [['--wheel', 'a-1-cp313-cp313-any.whl'], /^a-1-cp313-cp313-any\.whl is for another interp/],
    [['--wat'], /^There is no option --wat/],
    [[], /^Name the packages to be installed/],
  ])('%j fails with a sentence and leaves what was there', (args, sentence) => {
    const manifest = readFileSync(join(folder, 'manifest.json'), 'utf8');
    const { status, stderr } = install(...args);
    expect(stderr).toMatch(sentence);
    expect(status).toBe(1);
    expect(readFileSync(join(folder, 'manifest.json'), 'utf8')).toBe(manifest);
  });

  it('leaves what was there when what is asked for cannot be imported', () => {
    const manifest = readFileSync(join(folder, 'manifest.json'), 'utf8');
    const { status, stderr } = install('--wheel', wheels.broken);
    expect(stderr).toMatch(/^broken cannot be imported in a sandbox:\n[^]*ZeroDivisionError/);
    expect(status).toBe(1);
    expect(readFileSync(join(folder, 'manifest.json'), 'utf8')).toBe(manifest);
  });

  it('refuses a wheel of the right name and the wrong contents', () => {
    // The index has another build of this version than the one that the lock names.
    const { status, stderr } = install('six', '--from', dirname(wheels.six));
    expect(stderr).toMatch(
      /^six-1\.17\.0.* is not the file that the lock names: its sha256 is \w+, not/,
    );
    expect(status).toBe(1);
  });
});

describe('a worker that imports packages', () => {
  it('uses a native one and a pure one', async () => {
    const ticked = await runIn(
      host,
      `import librt.base64\nfrom librt import strings\nimport six\nfrom probe import Array\n` +
        `def tick(ctx):\n` +
        `    print(librt.base64.b64encode(b'hello'), six.ensure_text(b'x'), six.__version__)\n` +
        `    w = strings.BytesWriter()\n    w.write(b'native')\n    print(w.getvalue(), Array.kind)\n` +
        `    import probe.open_data\n    print(probe.open_data.total(5))`,
    );
    expect(ticked).toEqual({
      ...{ outcome: 'ok', reason: null, error: null },
      logs: ["b'aGVsbG8=' x 1.17.0", "b'native' array", '10'],
    });
  });

  it('finds what a package imports only when it is used', async () => {
    const code = `import probe\ndef tick(ctx):\n    print(probe.late(), probe.Loader.__name__)`;
    expect(await runIn(host, code)).toMatchObject({ outcome: 'ok', logs: ['Error Loader'] });
  });

  it('has the time zones that a package brings', async () => {
    const code = `import probe\ndef tick(ctx):\n    print(probe.offset('Probe/Two'))\n    probe.offset('No/Where')`;
    const { logs, error } = await runIn(host, code);
    expect({ logs, type: error?.type }).toEqual({
      ...{ logs: ['2:00:00'], type: 'ZoneInfoNotFoundError' },
    });
  });

  it('reads in a refusal what there is', async () => {
    const code = `def tick(ctx):\n    try:\n        import os\n    except Exception as e:\n        print(e)`;
    const allowed =
      "'base64', 'collections', 'copy', 'datetime', 'decimal', 'functools', 'hashlib', 'hmac', 'itertools', " +
      "'json', 'librt', 'math', 'pandas', 'probe', 'random', 're', 'six', 'statistics', 'time'";
    const refusal = `Import of os is not allowed in worker sandbox.\nAllowed: [${allowed}]`;
    expect((await runIn(host, code)).logs).toEqual([refusal]);
    expect((await runIn(host, `import six\n${code}`)).logs).toEqual([refusal]);
  });

  it('passes the check of a deploy', async () => {
    const code = 'import six, librt.strings\ndef tick(ctx): pass';
    expect(await host.pool.check(code, { timeoutMs: 5000 })).toEqual({ problems: [] });
    const { problems } = await host.pool.check('import wave\ndef tick(ctx): pass', {
      timeoutMs: 5000,
    });
    expect(problems).toHaveLength(1);
  });

  it('has a sandbox of its own kind; others are as they were', async () => {
    const hidden = `def tick(ctx):\n    __import__('si' + 'x')`;
    const { error } = await runIn(host, hidden);
    expect(error).toMatchObject({ type: 'ImportError' });
    expect(error?.message).toContain('six is installed, but this sandbox was started without it');
  });

  it.each([
    ['a module of the package that it holds', `probe.os`, /has no attribute 'os'/],
    ['a closed module', `probe.ctypeslib`, /has no attribute 'ctypeslib'/],
    ['a module inside a public one', `probe.open_data.os`, /has no attribute 'os'/],
    ['a builtin under another name', `probe.run_text`, /has no attribute 'run_text'/],
    ['pickle', `probe.load(b"cos\\nlistdir\\n(S'/'\\ntR.")`, /Pickled objects cannot be read/],
    ['pickle from a file', `probe.load_file(ctx)`, /Pickled objects cannot be read/],
    ['pickle by a class of its own', `probe.load_own(b'N.')`, /Pickled objects cannot be read/],
    ['a file of the host', `probe.fromfile('/etc/passwd')`, /FileNotFoundError|No such file/],
    ['its own file', `probe.fromfile('/packages/six.py')`, /No such file/],
    ['a file to write', `probe.Array().tofile('/tmp/x')`, /No such file/],
    ['a late import of what is not there', `probe.missing()`, /No module named 'nowhere'/],
    ['the network', `probe.download()`, /cannot import name 'request'|No module named/],
    ['a change of a list', `probe.NAMES.append('b')`, /'tuple' object has no attribute 'append'/],
    ['a change of a table', `probe.TABLE['b'] = 2`, /does not support item assignment/],
    ['a change of a set', `probe.KINDS.add('b')`, /'frozenset' object has no attribute 'add'/],
    ['the globals of its functions', `getattr(probe.load, '__globals__')`, /not available/],
    ['a change of the module', `setattr_(probe)`, /cannot be changed/],
  ])('gets nothing out of %s', async (_, expression, message) => {
    const code =
      `import probe\ndef setattr_(m):\n    m.x = 1\n` +
      `def tick(ctx):\n    print('running')\n    ${expression}\n    print('ESCAPED')`;
    const { outcome, logs, error } = await runIn(host, code);
    expect({ outcome, logs }).toEqual({ outcome: 'error', logs: ['running'] });
    expect(error?.message).toMatch(message);
  });

  it('lets pandas see the names of the frames of workers', async () => {
    const code = `${PANDAS_USER}print(is_held(ctx), is_held([]), find('here', 1) is ctx, find('LIMIT', 1))`;
    expect(await runIn(host, code)).toMatchObject({ outcome: 'ok', logs: ['True False True 5'] });
  });

  it('lets pandas see signatures, and who has called it', async () => {
    const code =
      `import pandas\ndef tick(ctx):\n` +
      `    print(pandas.argument_names(), pandas.find_stack_level(), pandas.depth() > 2)`;
    expect(await runIn(host, code)).toMatchObject({
      ...{ outcome: 'ok', logs: ["['self', 'periods', 'periods', 'axis'] 1 True"] },
    });
  });

  it('keeps the options of a worker from another in the same sandbox', async () => {
    const uses = (value: number) =>
      `import pandas\ndef tick(ctx):\n    print(pandas.option())\n    pandas.set_option(${value})`;
    const logs: string[][] = [];
    for (const value of [1, 2, 1, 2]) {
      logs.push((await runIn(host, uses(value), `options-${value}`)).logs);
    }
    expect(logs).toEqual([['6'], ['6'], ['1'], ['2']]);
  });

  it.each([
    ['its builtins', `find('__builtins__', 1)`, /__builtins__/],
    ['a frame of the guest', `find('function', 2)`, /function/],
    ['globals named in text', `read(tick, '__globals__')`, /'__globals__' is not available/],
    ['code named in text', `read(is_held, '__code__')`, /'__code__' is not available/],
  ])('gets of what pandas sees not %s', async (_, expression, message) => {
    const { outcome, logs, error } = await runIn(
      host,
      `${PANDAS_USER}print('running')\n    print('ESCAPED', ${expression})`,
    );
    expect({ outcome, logs }).toEqual({ outcome: 'error', logs: ['running'] });
    expect(error?.message).toMatch(message);
  });

  it.each([
    ['a shell', `probe.system(b'id')`],
    ['a library', `probe.link('/packages/other.so')`],
  ])('dies when a package asks for %s', async (_, expression) => {
    const code = `import probe\ndef tick(ctx):\n    ${expression}\n    print('ESCAPED')`;
    expect(await runIn(host, code)).toMatchObject({
      ...{ outcome: 'killed', reason: 'tripwire', logs: [] },
    });
  });

  it('finds a library that is linked already, and links nothing anew', async () => {
    // Such a handle leads to the code that its import has given already; the file is not read.
    const path = '/packages/librt/strings.cpython-314-wasm32-emscripten.so';
    const code =
      `import probe, librt.strings\ndef tick(ctx):\n    probe.link('${path}')\n` +
      `    print('found')\n    probe.link('${path}x')\n    print('ESCAPED')`;
    expect(await runIn(host, code)).toMatchObject({
      ...{ outcome: 'killed', reason: 'tripwire', logs: ['found'] },
    });
  });
});

describe('behind the gate, without a policy', () => {
  it('native packages are there, and no way to link another', async () => {
    const bare = await open(fileURLToPath(new URL('../fixtures/bare-guest', import.meta.url)));
    try {
      const there = `import sys, six, librt\nlog(six.__version__)\n`;
      const still = await runIn(
        bare,
        `${there}try:\n    open('/packages/six.py')\nexcept OSError as e:\n    log(type(e).__name__)`,
      );
      expect(still).toMatchObject({ outcome: 'ok', logs: ['1.17.0', 'FileNotFoundError'] });
      const path = '/packages/librt/time.cpython-314-wasm32-emscripten.so';
      const linked = await runIn(bare, `${there}import ctypes\nlog(ctypes.CDLL('${path}'))`);
      expect(linked).toMatchObject({ outcome: 'killed', reason: 'tripwire', logs: ['1.17.0'] });
    } finally {
      await bare.close();
    }
  }, 60_000);
});
