import { expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { ChildSandbox } from './child-sandbox.ts';
import { encodeFrame } from './frame-codec.ts';
import type { RunHost } from './sandbox.ts';

/** A process of which the test plays both the kernel and the guest. */
class ScriptedProcess extends EventEmitter {
  readonly stdin = new PassThrough();
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();
  readonly pid = undefined;
  killed = false;

  kill(): boolean {
    if (this.killed) return false;
    this.killed = true;
    // As the kernel does it: some time after the call has returned.
    setImmediate(() => {
      this.stdout.end();
      this.emit('exit', null, 'SIGKILL');
      this.emit('close', null, 'SIGKILL');
    });
    return true;
  }
}

const frame = (value: object): Buffer => Buffer.from(encodeFrame(value as never));
const READY = frame({ t: 'ready', python: '3', allowed: [] });

/** Frames as a guest sends them, for the request that is asked first. */
const REAL: readonly Buffer[] = [
  frame({ t: 'log', activation: 'a', level: 'info', message: 'hello' }),
  frame({ t: 'call', id: 1, activation: 'a', method: 'state.get', args: { key: 'k' } }),
  frame({ t: 'done', id: 1, result: { ok: true } }),
  frame({ t: 'done', id: 2, result: { ok: true } }),
  frame({ t: 'log', activation: 'b', level: 'info', message: 'of another' }),
  READY,
];

/** A frame with some of its bytes changed, cut off, doubled or made up. */
const mutated = fc
  .record({
    base: fc.constantFrom(...REAL),
    edits: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
    keep: fc.option(fc.nat(200), { nil: undefined, freq: 4 }),
  })
  .map(({ base, edits, keep }) => {
    const bytes = Buffer.from(base);
    for (const [at, value] of edits) bytes[at % bytes.length] = value;
    return bytes.subarray(0, keep ?? bytes.length);
  });
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...REAL) },
  { weight: 3, arbitrary: mutated },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)) },
);

it('a stream of real, changed and made-up frames ends in an answer or the end of the process', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.boolean(), async (pieces, isSplit) => {
      const child = new ScriptedProcess();
      const starting = ChildSandbox.start(child as unknown as ChildProcess, { timeoutMs: 5000 });
      child.stdout.write(READY);
      const sandbox = await starting;
      const logged: string[] = [];
      let calls = 0;
      const host: RunHost = {
        capabilities: {
          call: () => {
            calls += 1;
            return Promise.resolve(null);
          },
        },
        onLog: (_, message) => void logged.push(message),
        onFlush: () => undefined,
      };
      const running = sandbox.run('a', { fn: 'setup' }, host, 5000);
      const stream = Buffer.concat(pieces);
      const middle = stream.length >> 1;
      for (const part of isSplit ? [stream.subarray(0, middle), stream.subarray(middle)] : [stream])
        child.stdout.write(part);
      // It goes before it says more: whatever half of a frame is there is no answer.
      setImmediate(() => setImmediate(() => child.kill()));
      const answer = await running;
      const end = await sandbox.gone;

      expect(['answered', 'died']).toContain(answer.kind);
      if (answer.kind === 'answered') expect(typeof answer.result).toBe('object');
      expect(['protocol', 'crashed']).toContain(end);
      // Nothing that another activation is said to have logged, and no more than was sent.
      expect(logged).not.toContain('of another');
      expect(logged.length + calls).toBeLessThanOrEqual(pieces.length);
      expect(await sandbox.run('a', { fn: 'setup' }, host, 5000)).toMatchObject({ kind: 'died' });
    }),
    { numRuns: 400, seed: 20260401 },
  );
}, 60_000);

it('each fault that can be named is seen as one', async () => {
  for (const fault of [frame({ t: 'done', id: 9, result: { ok: true } }), REAL[4], READY]) {
    const child = new ScriptedProcess();
    const starting = ChildSandbox.start(child as unknown as ChildProcess, { timeoutMs: 5000 });
    child.stdout.write(READY);
    const sandbox = await starting;
    const host = { capabilities: { call: () => Promise.resolve(null) } } as unknown as RunHost;
    const running = sandbox.run('a', { fn: 'setup' }, host, 5000);
    child.stdout.write(fault);
    expect(await running).toEqual({ kind: 'died', reason: 'protocol' });
    expect(child.killed).toBe(true);
  }
});
