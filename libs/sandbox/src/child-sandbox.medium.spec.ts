import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { ChildSandbox } from './child-sandbox.ts';
import type { Capabilities, WorkerActivation } from './execution.ts';
import type { RunHost } from './sandbox.ts';

/**
 * Child programs that speak the protocol as a compromised sandbox might. Each gets `frame`, `send`
 * and `requests`, and says that it is ready first.
 */
const PRELUDE = `
const frame = (value) => {
  const body = Buffer.from(JSON.stringify(value));
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
};
const send = (value) => require('fs').writeSync(1, frame(value));
const log = (message, activation = 'a') => send({ t: 'log', activation, level: 'info', message });
const done = (id, result = { ok: true }) => send({ t: 'done', id, result });
let held = Buffer.alloc(0);
const onFrame = (handle) => process.stdin.on('data', (chunk) => {
  held = Buffer.concat([held, chunk]);
  while (held.length >= 4 && held.length >= 4 + held.readUInt32BE()) {
    const size = held.readUInt32BE();
    const value = JSON.parse(held.subarray(4, 4 + size));
    held = held.subarray(4 + size);
    handle(value);
  }
});
process.stdin.on('end', () => process.exit(0));
`;
const READY = `send({ t: 'ready', python: '3', allowed: [] });`;

const children: ChildProcess[] = [];
const start = (program: string, ready = READY): Promise<ChildSandbox> => {
  const child = spawn(process.execPath, ['-e', PRELUDE + ready + program], { stdio: 'pipe' });
  children.push(child);
  return ChildSandbox.start(child, { timeoutMs: 5000 });
};
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const host = (call: Capabilities['call'] = () => Promise.resolve(null)) => {
  const lines: string[] = [];
  const made: RunHost & { lines: string[] } = {
    lines,
    capabilities: { call },
    onLog: (_, message) => void lines.push(message),
    onFlush: () => undefined,
  };
  return made;
};
const setup = (sandbox: ChildSandbox, on: RunHost = host(), timeoutMs = 5000) =>
  sandbox.run('a', { fn: 'setup' }, on, timeoutMs);

const activation: WorkerActivation = {
  id: 'a',
  workspaceId: 'ws',
  workerId: 'w',
  name: 'n',
  version: 1,
  intervalSeconds: 1,
  code: 'code',
  isolation: 'shared',
};

describe('a guest that keeps to the protocol', () => {
  it('rests, and answers afterwards what it was asked in the meantime', async () => {
    const sandbox = await start(`onFrame((request) => {
      if (request.t === 'rest') { setTimeout(() => done(request.id, {}), 100); return; }
      log(request.fn);
      done(request.id);
    });`);
    const ended: string[] = [];
    const on = host();
    const rest = sandbox.rest(5000).then(() => ended.push('rest'));
    const answer = await setup(sandbox, on);
    ended.push('setup');
    expect([answer.kind, on.lines]).toEqual(['answered', ['setup']]);
    await rest;
    expect(ended).toEqual(['rest', 'setup']);
  });

  it('is asked one thing after the other, and answers', async () => {
    const sandbox = await start(`onFrame((request) => {
      if (request.t === 'load') done(request.id, { ok: true, has: { setup: true, onError: false } });
      else if (request.t === 'check') done(request.id, { problems: [] });
      else { log(request.fn); done(request.id); }
    });`);
    const on = host();
    expect(await sandbox.check('x', 1000)).toEqual({ kind: 'answered', result: { problems: [] } });
    expect(await sandbox.load(activation, on, 1000)).toMatchObject({ kind: 'answered' });
    expect(await setup(sandbox, on)).toEqual({ kind: 'answered', result: { ok: true } });
    expect(on.lines).toEqual(['setup']);
  });

  it('gets the answers to its calls', async () => {
    const sandbox = await start(`onFrame((frame) => {
      if (frame.t === 'run') {
        send({ t: 'call', id: 9, activation: 'a', method: 'state.get', args: { key: 'k' } });
        pending = frame.id;
      } else { log(JSON.stringify(frame)); done(pending); }
    }); let pending;`);
    const on = host((method, args) => Promise.resolve({ method, args }));
    await setup(sandbox, on);
    expect(JSON.parse(on.lines[0] ?? '')).toEqual({
      t: 'reply',
      id: 9,
      ok: true,
      result: { method: 'state.get', args: { key: 'k' } },
    });
  });
});

describe('a hostile guest', () => {
  it.each([
    ['garbage', `process.stdout.write('x'.repeat(5000));`],
    ['a frame that claims to be too large', `process.stdout.write(Buffer.from([255, 0, 0, 0]));`],
    ['a frame that is not JSON', `process.stdout.write(Buffer.from([0, 0, 0, 1, 123]));`],
    ['an unknown frame', `send({ t: 'reply', id: 1, ok: true, result: null });`],
    ['a second ready', READY],
    ['a done for another request', `done(request.id + 1);`],
    ['a done of another shape', `done(request.id, { ok: true, workspaceId: 'other' });`],
    ['a log of another activation', `log('x', 'b');`],
    [
      'a call of another activation',
      `send({ t: 'call', id: 1, activation: 'b', method: 'state.get', args: {} });`,
    ],
    [
      'calls without waiting',
      `for (const id of [1, 2]) send({ t: 'call', id, activation: 'a', method: 'm', args: {} });`,
    ],
    [
      'a done while its call is open',
      `send({ t: 'call', id: 1, activation: 'a', method: 'm', args: {} }); done(request.id);`,
    ],
  ])('that sends %s is ended', async (_, program) => {
    const sandbox = await start(`onFrame((request) => { ${program} });`);
    const slow = host(() => new Promise(() => undefined));
    expect(await setup(sandbox, slow)).toEqual({ kind: 'died', reason: 'protocol' });
    expect(await sandbox.gone).toBe('protocol');
    expect(await setup(sandbox)).toEqual({ kind: 'died', reason: 'protocol' });
  });

  it('that speaks without being asked is ended', async () => {
    const sandbox = await start(`setTimeout(() => log('hello'), 20); onFrame(() => {});`);
    expect(await sandbox.gone).toBe('protocol');
  });

  it('that answers twice is ended, and its second answer is nobody else\u2019s', async () => {
    const sandbox = await start(`onFrame((request) => { done(request.id); done(request.id); });`);
    expect(await setup(sandbox)).toMatchObject({ kind: 'answered' });
    expect(await sandbox.gone).toBe('protocol');
  });

  it('that never answers is killed at its limit', async () => {
    const sandbox = await start(`onFrame(() => {});`);
    const startedAt = performance.now();
    expect(await setup(sandbox, host(), 200)).toEqual({ kind: 'timeout' });
    expect(performance.now() - startedAt).toBeLessThan(1200);
    expect(await sandbox.gone).toBe('timeout');
  });

  it('that sends half a frame and stops is killed at its limit', async () => {
    const sandbox = await start(`onFrame(() => process.stdout.write(Buffer.from([0, 0, 1])));`);
    expect(await setup(sandbox, host(), 200)).toEqual({ kind: 'timeout' });
  });

  it('that floods its log neither fills the host nor outlives its limit', async () => {
    const sandbox = await start(`onFrame(() => { for (;;) log('x'.repeat(1000)); });`);
    const on = host();
    let lines = 0;
    on.onLog = () => void (lines += 1);
    const turns: number[] = [];
    const timer = setInterval(() => turns.push(performance.now()), 5);
    expect(await setup(sandbox, on, 1500)).toEqual({ kind: 'timeout' });
    clearInterval(timer);
    // One second's worth ahead, and the rate after that.
    expect(lines).toBeLessThan(60_000);
    const gaps = turns.slice(1).map((at, i) => at - (turns[i] ?? at));
    expect(Math.max(...gaps)).toBeLessThan(300);
  });

  it('that floods stderr is no burden', async () => {
    const sandbox = await start(`onFrame((request) => {
      try { for (let i = 0; i < 5000; i++) require('fs').writeSync(2, 'x'.repeat(1000)); } catch {}
      done(request.id);
    });`);
    expect((await setup(sandbox)).kind).toMatch(/answered|died/);
    expect(sandbox.lastWords.length).toBeLessThanOrEqual(4096);
  });
});

describe('the end of a process', () => {
  it.each([
    ['an exit', 'process.exit(0)', 'crashed'],
    ['the exit of a broken interpreter', 'process.exit(81)', 'crashed'],
    ['the exit of one without memory', 'process.exit(82)', 'out_of_memory'],
    ['the exit at a tripwire', 'process.exit(83)', 'tripwire'],
    ['a SIGKILL from elsewhere', `process.kill(process.pid, 'SIGKILL')`, 'crashed'],
    [
      'an abort of V8 for want of memory',
      `require('fs').writeSync(2, 'FATAL ERROR: JavaScript heap out of memory'); process.abort()`,
      'out_of_memory',
    ],
  ])('by %s is told with its reason, after what it logged', async (_, program, reason) => {
    const sandbox = await start(`onFrame(() => { log('last words'); ${program}; });`);
    const on = host();
    expect(await setup(sandbox, on)).toEqual({ kind: 'died', reason });
    expect(on.lines).toEqual(['last words']);
  });

  it('by a kill carries the reason of the kill, and ends what it waits for', async () => {
    const sandbox = await start(
      `onFrame(() => send({ t: 'call', id: 1, activation: 'a', method: 'm', args: {} }));`,
    );
    const aborted = Promise.withResolvers<void>();
    const called = Promise.withResolvers<void>();
    const waits = setup(
      sandbox,
      host((_method, _args, signal) => {
        signal.addEventListener('abort', () => aborted.resolve());
        called.resolve();
        return new Promise(() => undefined);
      }),
    );
    await called.promise;
    sandbox.kill('runner_lost');
    expect(await waits).toEqual({ kind: 'died', reason: 'runner_lost' });
    await aborted.promise;
  });

  it('before it was ready rejects the start with what it said', async () => {
    await expect(start(`console.error('no image'); process.exit(84);`, '')).rejects.toThrow(
      'no image',
    );
  });
});
