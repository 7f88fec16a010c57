import { describe, expect, it } from '@jest/globals';
import { eventually } from '@aispinner/testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  behindWalls,
  findProcessWalls,
  NO_PROCESS_WALLS,
  standingWalls,
  type ProcessWalls,
} from './process-walls.ts';
import { onlyChild } from './sandbox-process.ts';
import { runtimePaths } from './sandbox-runtime.ts';

/**
 * The wall of the process with all inside it switched off: no policy, no gate, none of Node's flags.
 * The switch is a program of this test; the sandbox's own entry and flags have none.
 */
const entry = join(import.meta.dirname, 'fixtures', 'try-process.ts');
const files = { ...runtimePaths(), entry };

/** The processes with this word among their arguments, zombies left out. */
function pidsOf(word: string): string[] {
  return readdirSync('/proc').filter((name) => {
    try {
      const args = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      return /^\d+$/.test(name) && args.includes(word);
    } catch {
      return false;
    }
  });
}

/** The signal that ended a program of one line behind the walls; null where it came to its end. */
async function signalOf(walls: ProcessWalls, script: string): Promise<NodeJS.Signals | null> {
  const { program, args } = behindWalls(walls, [files.node, '-e', script], 8, 256);
  const child = spawn(program, args, { cwd: '/', env: {}, stdio: 'ignore' });
  return ((await once(child, 'exit')) as [number | null, NodeJS.Signals | null])[1];
}

async function tryBehind(walls: ProcessWalls): Promise<Record<string, unknown>> {
  const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const command = [files.node, '--no-warnings', entry, String(process.pid), String(port)] as const;
  const { program, args } = behindWalls(walls, command, 7, 256);
  const child = spawn(program, args, { cwd: '/', env: {}, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  await once(child, 'close');
  server.close();
  if (output === '') throw new Error(`said nothing: ${complaint}`);
  return JSON.parse(output) as Record<string, unknown>;
}

const walls = findProcessWalls(files);
const stands = standingWalls(walls);

describe('the walls round a process', () => {
  it('can be seen missing: without them the attempts get through', async () => {
    const found = await tryBehind(NO_PROCESS_WALLS);
    expect(found['passwd']).toBeGreaterThan(0);
    expect(found['processes']).toBeGreaterThan(0);
    expect(found).toMatchObject({ spawn: 0, 'signal to another': true, connect: 'connected' });
    expect(found).toMatchObject({ bomb: 40, write: 'done' });
  });

  it('are all found on a Linux with Perl, to the last one as root', () => {
    const expected = ['die-with-runner', 'no-new-privileges', 'network-namespace'];
    expected.push('pid-namespace', 'mount-namespace', 'seccomp', 'limits');
    expect(stands).toEqual(expect.arrayContaining(expected));
    expect(stands.includes('own-uid')).toBe(process.getuid?.() === 0);
  });

  it('leave nothing of the machine to a process that is wholly hostile', async () => {
    const found = await tryBehind(walls);
    expect(found).toMatchObject({
      passwd: 'ENOENT',
      processes: 'ENOENT',
      write: 'EPERM',
      spawn: 'EPERM',
      'signal to another': 'EPERM',
      'signal to itself': true,
      connect: 'EPERM',
      'open files': 'EMFILE',
    });
    expect(found['root']).toMatch(/^[a-z0-9 ]+$/);
    expect(String(found['root']).split(' ')).not.toEqual(expect.arrayContaining(['proc']));
    expect(found['bomb']).toMatch(/allocation failed/i);
  });

  const alone = (plan: object): ProcessWalls => {
    if (walls.by !== 'launcher') throw new Error('the launcher does not work here');
    const none = { network: false, pids: false, files: null, seccomp: false };
    return { ...walls, plan: { ...walls.plan, ...none, ...plan } };
  };

  it('hold alone: a uid of its own, and no privilege to have or gain', async () => {
    const script = 'console.log("ready"); for (;;);';
    const { program, args } = behindWalls(alone({}), [files.node, '-e', script], 10, 256);
    const child = spawn(program, args, { cwd: '/', env: {}, stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    child.kill('SIGKILL');
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
    expect(status).toMatch(/^CapEff:\t0+$/m);
    const uid = Number(/^Uid:\t(\d+)/m.exec(status)?.[1]);
    if (process.getuid?.() === 0) expect(uid).toBeGreaterThan(1_000_000_000);
    else expect(uid).toBe(process.getuid?.());
  });

  it('hold alone: limits of memory and of open files', async () => {
    const found = await tryBehind(alone({}));
    expect(found['bomb']).toMatch(/allocation failed/i);
    expect(found).toMatchObject({ 'open files': 'EMFILE', connect: 'connected' });
  });

  it('hold without seccomp: no network but an empty one', async () => {
    const found = await tryBehind(alone({ network: true }));
    expect(found).toMatchObject({ interfaces: '', connect: 'ENETUNREACH' });
  });

  it('hold without seccomp: no files but the runtime, and those read-only', async () => {
    if (walls.by !== 'launcher') throw new Error('the launcher does not work here');
    const found = await tryBehind(alone({ files: walls.plan.files }));
    expect(found).toMatchObject({ passwd: 'ENOENT', processes: 'ENOENT' });
    expect(found['write']).toMatch(/EROFS|ENOENT|EACCES/);
  });

  it('hold without seccomp: no process but its own to see or signal', async () => {
    const found = await tryBehind(alone({ pids: true }));
    expect(found).toMatchObject({ 'signal to another': 'ESRCH', 'own pid': 1 });
  });

  it.each(['the sandbox', 'its launcher'])(
    'end all of a sandbox that started processes, when %s is killed',
    async (which) => {
      const mark = `aispinner-${process.pid}-${which.length}`;
      const script = `
        const start = () => require('child_process').spawn(
          process.execPath, ['-e', 'for (;;);', '${mark}'], { stdio: 'ignore', detached: true });
        start(); start();
        for (;;);`;
      const { program, args } = behindWalls(
        alone({ pids: true }),
        [files.node, '-e', script],
        9,
        256,
      );
      const child = spawn(program, args, { cwd: '/', env: {}, stdio: 'ignore' });
      await eventually(() => expect(pidsOf(mark)).toHaveLength(2));
      const launcher = child.pid ?? 0;
      const inside = onlyChild(launcher) ?? 0;
      expect(inside).toBeGreaterThan(0);
      const exited = once(child, 'exit');
      process.kill(which === 'the sandbox' ? inside : launcher, 'SIGKILL');
      expect(await exited).toEqual([null, 'SIGKILL']);
      await eventually(() => expect(pidsOf(mark)).toEqual([]), { timeoutMs: 2000 });
      // Reaped by the launcher, where that lived to do it.
      if (which === 'the sandbox') expect(existsSync(`/proc/${inside}`)).toBe(false);
    },
  );

  it.each(['process.exit(83)', 'process.abort()'])('pass on how it ended: %s', async (script) => {
    const { program, args } = behindWalls(
      alone({ pids: true }),
      [files.node, '-e', script],
      9,
      256,
    );
    const child = spawn(program, args, { cwd: '/', env: {}, stdio: 'ignore' });
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    // The first process of a namespace takes no signal to abort by, only the fault that comes after it.
    expect([code, signal]).toEqual(
      script.includes('exit') ? [83, null] : [null, expect.any(String)],
    );
  });

  it('hold without namespaces: seccomp', async () => {
    expect(await tryBehind(alone({ seccomp: true }))).toMatchObject({
      spawn: 'EPERM',
      connect: 'EPERM',
      'signal to another': 'EPERM',
      write: 'EPERM',
    });
  });

  it('end a process that asks for a way into the kernel', async () => {
    expect(await signalOf(alone({ seccomp: true }), 'process.setuid(0)')).toBe('SIGSYS');
    expect(await signalOf(walls, 'process.setuid(0)')).toBe('SIGSYS');
    expect(await signalOf(walls, '0')).toBeNull();
  });

  it('are relied upon only where they are seen to hold', () => {
    const blind = { ...files, pyodideDir: '/nowhere' };
    expect(standingWalls(findProcessWalls(blind))).toEqual([]);
  });
});
