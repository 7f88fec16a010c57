import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import type { SandboxHost } from './create-sandbox-host.ts';
import { openSandboxes } from './fixtures/open-sandboxes.ts';

/**
 * The gate with the Python wall switched off: arbitrary code, real builtins, ctypes. Each program
 * first shows that it runs.
 */
let host: SandboxHost;
beforeAll(async () => {
  host = await openSandboxes({
    guestDir: fileURLToPath(new URL('./fixtures/bare-guest', import.meta.url)),
    maxSandboxes: 3,
  });
}, 60_000);
afterAll(() => host.close());

let runs = 0;
const run = async (code: string) => {
  const logs: string[] = [];
  runs += 1;
  const result = await host.pool.execute({
    activation: {
      id: `a${runs}`,
      workspaceId: 'ws',
      workerId: `w${runs}`,
      name: 'n',
      version: 1,
      intervalSeconds: 1,
      code: `log('running')\n${code}`,
      isolation: 'shared',
    },
    tick: { number: 1, dueAt: new Date() },
    limits: {
      tickTimeoutMs: 5000,
      memoryMb: 256,
      maxSandboxesPerWorkspace: 1,
      logMessagesPerTick: 100,
      logBytesPerTick: 100_000,
    },
    capabilities: { call: () => Promise.resolve(null) },
    onLogs: (batch) => logs.push(...batch.map((line) => line.message)),
  });
  expect(logs[0]).toBe('running');
  return { outcome: result.outcome, reason: result.reason, logs: logs.slice(1) };
};

describe('behind the gate', () => {
  it.each([
    ['a shell', `import os; log(os.system('id'))`],
    ['a shell through ctypes', `import ctypes; log(ctypes.CDLL(None).system(b'id'))`],
    [
      'JavaScript through ctypes',
      `import ctypes; log(ctypes.CDLL(None).emscripten_run_script(b'process.exit(0)'))`,
    ],
    ['a socket', `import socket; log(socket.socket())`],
    ['a name look-up', `import socket; log(socket.getaddrinfo(b'localhost', 80))`],
    ['a pipe', `import os; log(os.pipe())`],
    ['a folder', `import os; os.mkdir('/x')`],
    ['a duplicate of a descriptor', `import os; log(os.dup(1))`],
    ['the mask of the process', `import os; log(os.umask(0))`],
    ['a dynamic library', `import ctypes; log(ctypes.CDLL('libc.so'))`],
  ])('asking for %s ends the process', async (_, code) => {
    expect(await run(code)).toEqual({ outcome: 'killed', reason: 'tripwire', logs: [] });
  });

  it.each([
    ['file of the host', `open('/etc/passwd').read()`, /FileNotFoundError|OSError/],
    ['file of the runtime', `open('/lib/python314.zip').read()`, /FileNotFoundError/],
    ['new file', `open('/tmp/x', 'w')`, /FileNotFoundError/],
    ['terminal', `import os; log(os.read(0, 10))`, /OSError: \[Errno 8\]/],
    ['pipe by its number', `import os; log(os.read(3, 10))`, /OSError: \[Errno 8\]/],
    ['folder', `import os; log(os.listdir('/'))`, /FileNotFoundError/],
    ['bridge to JavaScript', `import js`, /ModuleNotFoundError/],
    ['bridge to Pyodide', `import pyodide_js`, /ModuleNotFoundError/],
    ['child process', `import subprocess; subprocess.run(['id'])`, /OSError/],
  ])('there is no %s', async (_, code, error) => {
    const { outcome, logs } = await run(code);
    expect(outcome).toBe('ok');
    expect(logs).toHaveLength(1);
    expect(logs[0]).toMatch(error);
  });

  it('the environment holds nothing of the host', async () => {
    const { logs } = await run(`import os; log(sorted(os.environ.items()))`);
    expect(logs).toEqual([
      "[('HOME', '/'), ('LANG', 'C.UTF-8'), ('LOGNAME', 'worker'), ('PATH', '/'), ('PWD', '/'), " +
        "('PYTHONDONTWRITEBYTECODE', '1'), ('PYTHONINSPECT', '1'), ('PYTHON_COLORS', '0'), " +
        "('USER', 'worker'), ('_', './python')]",
    ]);
  });

  it('clocks, random numbers and memory work', async () => {
    const { logs } = await run(
      `import time, os, random\nlog(time.time() > 1.7e9)\nlog(len(os.urandom(8)))\n` +
        `log(len(bytes(50_000_000)))\nlog(time.localtime().tm_gmtoff)`,
    );
    expect(logs).toEqual(['True', '8', '50000000', '0']);
  });

  it('an exit is the end of the process and nothing else', async () => {
    expect(await run(`import os; os._exit(0)`)).toMatchObject({
      outcome: 'killed',
      reason: 'crashed',
    });
  });

  it('memory written at random is the end of that interpreter only', async () => {
    expect(await run(`import ctypes; ctypes.memset(4096, 0xff, 20_000_000)`)).toMatchObject({
      outcome: 'killed',
    });
    expect(await run(`log('well')`)).toEqual({ outcome: 'ok', reason: null, logs: ['well'] });
  });

  it('forged frames end the process', async () => {
    const forged = `{"t":"log","activation":"other","level":"info","message":"x"}`;
    const code = `import os\nbody = b'${forged}'\nos.write(64, len(body).to_bytes(4) + body)`;
    expect(await run(code)).toEqual({ outcome: 'killed', reason: 'protocol', logs: [] });
  });
});
