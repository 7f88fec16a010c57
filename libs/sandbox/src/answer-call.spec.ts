import { describe, expect, it } from '@jest/globals';
import { answerCall } from './answer-call.ts';
import { CapabilityError, type Capabilities } from './execution.ts';
import type { RunHost } from './sandbox.ts';

const hostWith = (call: Capabilities['call']): RunHost & { flushes: number } => ({
  capabilities: { call },
  flushes: 0,
  onLog() {
    throw new Error('nothing was logged');
  },
  onFlush() {
    this.flushes += 1;
  },
});
const refuse = hostWith(() => Promise.reject(new Error('not to be called')));
const ask = (host: RunHost, method: string, args: Record<string, unknown>, signal?: AbortSignal) =>
  answerCall(
    { t: 'call', id: 7, activation: 'a', method, args },
    host,
    signal ?? new AbortController().signal,
  );

describe('answerCall', () => {
  it('passes what a capability returns, and null for nothing', async () => {
    const host = hostWith((method, args) => Promise.resolve([method, args]));
    expect(await ask(host, 'state.get', { key: 'k' })).toEqual({
      t: 'reply',
      id: 7,
      ok: true,
      result: ['state.get', { key: 'k' }],
    });
    const silent = hostWith(() => Promise.resolve(undefined));
    expect(await ask(silent, 'state.set', {})).toMatchObject({ ok: true, result: null });
  });

  it('tells a refusal by its type, and a fault of ours without its inside', async () => {
    const denied = hostWith(() => Promise.reject(new CapabilityError('ValueError', 'too large')));
    expect(await ask(denied, 'state.set', {})).toMatchObject({
      ok: false,
      error: { type: 'ValueError', message: 'too large' },
    });
    const broken = hostWith(() => Promise.reject(new Error('password=hunter2')));
    const reply = await ask(broken, 'state.set', {});
    expect(reply).toMatchObject({ ok: false, error: { type: 'RuntimeError' } });
    expect(JSON.stringify(reply)).not.toContain('hunter2');
  });

  it('flushes the log itself', async () => {
    const host = hostWith(() => Promise.reject(new Error('not to be called')));
    await ask(host, 'log.flush', {});
    expect(host.flushes).toBe(1);
  });

  it('sleeps as long as it is asked to, and no longer than the tick', async () => {
    const startedAt = performance.now();
    expect(await ask(refuse, 'sleep', { seconds: 0.05 })).toMatchObject({ ok: true });
    expect(performance.now() - startedAt).toBeGreaterThan(45);
    const ended = new AbortController();
    const sleep = ask(refuse, 'sleep', { seconds: 3600 }, ended.signal);
    ended.abort();
    expect(await sleep).toMatchObject({ ok: false });
  });

  it.each([-1, NaN, '1', null, undefined])('refuses to sleep for %p', async (seconds) => {
    expect(await ask(refuse, 'sleep', { seconds })).toMatchObject({
      ok: false,
      error: { type: 'ValueError' },
    });
  });
});
