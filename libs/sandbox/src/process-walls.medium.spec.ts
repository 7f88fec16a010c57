import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  behindWalls,
  findProcessWalls,
  NO_PROCESS_WALLS,
  standingWalls,
  type ProcessWalls,
} from './process-walls.ts';
import { runtimePaths } from './sandbox-runtime.ts';

/**
 * The wall of the process with all inside it switched off: no policy, no gate, none of Node's flags.
 * The switch is a program of this test; the sandbox's own entry and flags have none.
 */
const entry = join(import.meta.dirname, 'fixtures', 'try-process.ts');
const files = { ...runtimePaths(), entry };

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
    expected.push('mount-namespace', 'seccomp', 'limits');
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
    const none = { network: false, files: null, seccomp: false };
    return { ...walls, plan: { ...walls.plan, ...none, ...plan } };
  };

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
