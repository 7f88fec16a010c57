import { beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  behindWalls,
  findProcessWalls,
  NO_PROCESS_WALLS,
  type ProcessWalls,
} from './process-walls.ts';
import { runtimePaths } from './sandbox-runtime.ts';

/**
 * The wall of the process with the language wall, the gate and Node's flags switched off: plain Pyodide
 * with its bridge. The programs of the suite reach JavaScript and ctypes here, which is where they
 * begin to be about this wall.
 */
const entry = join(import.meta.dirname, 'fixtures', 'bridge-entry.ts');
const files = { ...runtimePaths(), entry };
const walls = findProcessWalls(files);
const LIMIT_MS = 60_000;

interface Ended {
  readonly lines: readonly string[];
  readonly code: number | null;
  readonly signal: string | null;
  readonly complaint: string;
}

async function runBehind(behind: ProcessWalls, program: string): Promise<Ended> {
  const command = [files.node, '--no-warnings', entry, files.pyodideDir] as const;
  const { program: launcher, args } = behindWalls(behind, command, 11, 256);
  const child = spawn(launcher, args, {
    cwd: '/',
    env: {},
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  let output = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  child.stdin.on('error', () => undefined);
  child.stdin.end(program);
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { lines: output.split('\n').filter(Boolean), code, signal, complaint };
}

const tests = join(import.meta.dirname, '../../../test');
const codeOf = (id: string): string => {
  const folders = ['security/corpus-escapes', 'security/programs', 'liveness/programs'];
  const folder = folders.find((name) => existsSync(join(tests, name, `${id}.py`))) ?? '';
  return readFileSync(join(tests, folder, `${id}.py`), 'utf8');
};

/**
 * What these are after lies outside the process. Others of the suite (`js-eval`, `js-process-binding`,
 * `nat-ctypes-memory`) want what is inside it, and that is theirs here.
 */
const AFTER_THE_OUTSIDE = [
  ...['chain-js', 'chain-socket', 'js-load-env-file', 'js-loadbinaryfile', 'js-mountnodefs'],
  ...['js-net-connect', 'js-proc-read', 'js-process-env', 'js-realpath-native', 'js-setuid'],
  ...['jsx-child-process', 'jsx-fetch', 'jsx-fs-read', 'jsx-kill-parent', 'jsx-process-env'],
  ...['nat-ctypes-require', 'nat-ctypes-system', 'nat-socket'],
  ...['nat-environment-and-host', 'nat-many-system-calls'],
];
/** As many at once as a small machine has cores. */
const AT_ONCE = 2;

const ATTEMPTS = `
from pyodide.ffi import to_js
import js, os

def node(name):
    return js.process.getBuiltinModule(name)

def attempt(ctx, what, try_it):
    try:
        got = str(try_it())
    except BaseException as e:
        got = 'no: ' + str(e).replace(chr(10), ' ')
    ctx.log.info(what + ' = ' + got[:200])

def tick(ctx):
    fs, cp = node('fs'), node('child_process')
    attempt(ctx, 'file', lambda: fs.readFileSync('/etc/hostname', 'utf8'))
    attempt(ctx, 'root', lambda: ' '.join(sorted(fs.readdirSync('/'))))
    attempt(ctx, 'write', lambda: fs.writeFileSync('/written', 'x'))
    attempt(ctx, 'environment', lambda: len(js.Object.keys(js.process.env)))
    attempt(ctx, 'shell', lambda: 'status %d' % os.system('true'))
    attempt(ctx, 'spawn', lambda: cp.execFileSync(js.process.execPath, to_js(['--version'])))
    attempt(ctx, 'signal', lambda: js.process.kill(%PID%, 0))
    attempt(ctx, 'pid', lambda: js.process.pid)
    attempt(ctx, 'proc', lambda: fs.readFileSync('/proc/self/environ', 'utf8'))
    attempt(ctx, 'devices', lambda: fs.readdirSync('/dev'))
    attempt(ctx, 'fork', lambda: cp.fork('/x.js'))
    attempt(ctx, 'interfaces', lambda: len(js.Object.keys(node('os').networkInterfaces())))
    attempt(ctx, 'host name', lambda: node('os').hostname())
    attempt(ctx, 'priority', lambda: node('os').setPriority(0, -10))
    ctx.log.info('DONE')
`;

describe('plain Pyodide with its bridge to JavaScript', () => {
  const ended = new Map<string, Ended>();
  beforeAll(async () => {
    const rest = [...AFTER_THE_OUTSIDE];
    const lane = async (): Promise<void> => {
      for (let id = rest.shift(); id !== undefined; id = rest.shift())
        ended.set(id, await runBehind(walls, codeOf(id)));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  }, 400_000);

  it('can be seen to get out without the walls', async () => {
    const { lines } = await runBehind(NO_PROCESS_WALLS, codeOf('jsx-fs-read'));
    expect(lines[0]).toMatch(/^ESCAPED/);
  }, 100_000);

  it.each(AFTER_THE_OUTSIDE)('%s gets nothing from behind them', (id) => {
    const { lines, signal, complaint = '' } = ended.get(id) ?? {};
    // What is refused inside a call of ctypes is the end of the interpreter, which says by what.
    const refused = /fatal error[^]*?\bError: (ENOENT|EPERM|EACCES)\b/.exec(complaint)?.[1];
    expect(signal === 'SIGSYS' ? 'SIGSYS' : (refused ?? `${lines?.at(-1)}${complaint}`)).toMatch(
      /^(SIGSYS|DONE|ENOENT|EPERM|EACCES)/,
    );
    expect(lines?.filter((line) => line.startsWith('ESCAPED'))).toEqual([]);
  });

  it('reads no file, has no environment, starts and signals no process', async () => {
    const { lines, complaint } = await runBehind(
      walls,
      ATTEMPTS.replace('%PID%', String(process.pid)),
    );
    const got = Object.fromEntries(lines.map((line) => line.split(' = ', 2) as [string, string]));
    expect({ got, complaint }).toMatchObject({
      got: {
        file: expect.stringMatching(/^no: .*ENOENT/),
        root: expect.not.stringMatching(/\b(proc|home|root|sys|dev)\b/),
        write: expect.stringMatching(/^no: .*EPERM/),
        shell: expect.not.stringMatching(/status 0$/),
        spawn: expect.stringMatching(/^no: .*EPERM/),
        signal: expect.stringMatching(/^no: .*(EPERM|ESRCH)/),
        pid: '1',
        proc: expect.stringMatching(/^no: .*ENOENT/),
        devices: expect.stringMatching(/^no: .*ENOENT/),
        fork: expect.stringMatching(/^no: .*EPERM/),
        interfaces: expect.stringMatching(/^no: /),
        'host name': 'sandbox',
        priority: expect.stringMatching(/^no: .*EPERM/),
      },
    });
    expect(Number(got['environment'])).toBe(0);
    expect(lines.at(-1)).toBe('DONE');
  }, 100_000);
});
