import { eventually } from '@aispinner/testing';
import type { GuestError } from '@aispinner/contracts';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Execution } from './execution.ts';
import { execution } from './fakes/fake-execution.ts';
import { fakePool, type FakePoolOptions } from './fakes/fake-pool.ts';
import { FakeSandbox, ok, raised, type Script } from './fakes/fake-sandbox.ts';
import type { SandboxPool } from './sandbox-pool.ts';
import { sizeWithPackages, type SandboxSize } from './sandbox-size.ts';

let pool: SandboxPool;
afterEach(() => pool.close());

const poolOf = (script: Script, options: FakePoolOptions = {}): { booted: FakeSandbox[] } => {
  const made = fakePool(script, options);
  ({ pool } = made);
  return made;
};

describe('SandboxPool', () => {
  it('sets a worker up once, and ticks it in the sandbox that holds it', async () => {
    const { booted } = poolOf(() => ok);
    const first = await pool.execute(execution('ws', 'w'));
    const second = await pool.execute(execution('ws', 'w'));
    expect([first.activationReused, second.activationReused]).toEqual([false, true]);
    expect(booted[0]?.asked).toEqual(['load w@1', 'setup w@1', 'tick w@1', 'tick w@1']);
  });

  it('counts the steps of its sandboxes', async () => {
    poolOf(() => ok, { spares: 0, maxSandboxes: 1 });
    for (const id of ['a', 'a', 'b']) await pool.execute(execution(id, id));
    expect(pool.stats().transitions).toEqual({
      'booting>spare': 2,
      'spare>busy': 2,
      'busy>idle': 3,
      'idle>busy': 1,
      'idle>gone': 1,
    });
  });

  it('drops the old activation before it loads the new one', async () => {
    const { booted } = poolOf(() => ok);
    await pool.execute(execution('ws', 'w'));
    await pool.execute(execution('ws', 'w', { activationId: 'w@2' }));
    expect(booted[0]?.asked.slice(3)).toEqual([
      ...['unload w@1', 'load w@2', 'setup w@2', 'tick w@2'],
    ]);
  });

  it('lets the workers of a workspace share a sandbox, and no other workspace into it', async () => {
    const { booted } = poolOf(() => ok);
    await pool.execute(execution('a', 'a1'));
    await pool.execute(execution('a', 'a2'));
    await pool.execute(execution('b', 'b1'));
    const used = booted.filter((sandbox) => sandbox.asked.length > 0);
    expect(used.map((sandbox) => sandbox.asked.filter((what) => what.startsWith('tick')))).toEqual([
      ['tick a1@1', 'tick a2@1'],
      ['tick b1@1'],
    ]);
  });

  it('keeps a workspace within its limit, and serves it again as soon as it can', async () => {
    const { booted } = poolOf(() => 'hang');
    const first = pool.execute(execution('ws', 'w1'));
    const second = pool.execute(execution('ws', 'w2'));
    await eventually(() => expect(pool.stats()).toMatchObject({ busy: 1, waiting: 1, spare: 1 }));
    await eventually(() => expect(booted[0]?.asked).toContain('tick w1@1'));
    booted[0]?.finish();
    expect((await first).outcome).toBe('ok');
    await eventually(() => expect(booted[0]?.asked.at(-1)).toBe('tick w2@1'));
    booted[0]?.finish();
    expect((await second).outcome).toBe('ok');
  });

  it('lets a worker wait for its sandbox while that is busy for a moment only', async () => {
    let hangs = 0;
    const { booted } = poolOf(() => (hangs-- > 0 ? 'hang' : ok));
    await pool.execute(execution('ws', 'w1', { max: 2 }));
    hangs = 1;
    const other = pool.execute(execution('ws', 'w2', { max: 2 }));
    await eventually(() => expect(booted[0]?.asked).toContain('tick w2@1'));
    const patient = pool.execute(execution('ws', 'w1', { max: 2 }));
    booted[0]?.finish();
    expect([(await other).outcome, (await patient).activationReused]).toEqual(['ok', true]);
  });

  it('moves a worker whose sandbox stays busy, and drops the copy it leaves', async () => {
    let hangs = 0;
    const { booted } = poolOf(() => (hangs-- > 0 ? 'hang' : ok));
    await pool.execute(execution('ws', 'w1', { max: 2 }));
    hangs = 1;
    const long = pool.execute(execution('ws', 'w2', { max: 2 }));
    await eventually(() => expect(booted[0]?.asked).toContain('tick w2@1'));
    const moved = await pool.execute(execution('ws', 'w1', { max: 2 }));
    expect(moved.activationReused).toBe(false);
    booted[0]?.finish();
    await long;
    await pool.execute(execution('ws', 'w3', { max: 2 }));
    const all = booted.flatMap((sandbox) => sandbox.asked);
    expect(all.filter((what) => what === 'load w1@1')).toHaveLength(2);
    // Before that sandbox does anything else for anyone.
    const left = booted[0]?.asked ?? [];
    expect(left.slice(left.indexOf('tick w2@1') + 1)[0] ?? 'unload w1@1').toBe('unload w1@1');
  });

  it('boots one sandbox for a burst of short ticks, and for long ones all that the workspace may hold', async () => {
    let isLong = false;
    const { booted } = poolOf(() => (isLong ? 'hang' : ok), { spares: 0 });
    const burst = (workspaceId: string, name: string) =>
      [1, 2, 3, 4, 5].map((n) => pool.execute(execution(workspaceId, `${name}${n}`, { max: 2 })));
    await Promise.all(burst('a', 'short'));
    expect(booted).toHaveLength(1);
    isLong = true;
    const long = burst('b', 'long');
    await eventually(() => expect(pool.stats()).toMatchObject({ busy: 2, waiting: 3 }));
    expect(booted).toHaveLength(3);
    let ended = 0;
    for (const tick of long) void tick.then(() => (ended += 1));
    await eventually(() => {
      for (const sandbox of booted) sandbox.finish();
      expect(ended).toBe(5);
    });
    expect(booted).toHaveLength(3);
  });

  it('gives waiting workspaces a turn each', async () => {
    const { booted } = poolOf(() => 'hang', { spares: 0, maxSandboxes: 1 });
    const order: string[] = [];
    const run = (workspaceId: string, workerId: string) =>
      pool.execute(execution(workspaceId, workerId)).then(() => order.push(workerId));
    const all = [run('a', 'a1'), run('a', 'a2'), run('a', 'a3'), run('b', 'b1')];
    for (let i = 0; i < 4; i++) {
      await eventually(() => {
        for (const sandbox of booted) sandbox.finish();
        expect(order).toHaveLength(i + 1);
      });
    }
    await Promise.all(all);
    expect(order.indexOf('b1')).toBeLessThan(order.indexOf('a3'));
  });

  it('sends an idle sandbox away when another workspace needs its room', async () => {
    const { booted } = poolOf(() => ok, { spares: 0, maxSandboxes: 1 });
    await pool.execute(execution('a', 'a1'));
    await pool.execute(execution('b', 'b1'));
    expect(booted).toHaveLength(2);
    expect(await booted[0]?.gone).toBe('shutdown');
    expect(pool.stats()).toMatchObject({ idle: 1, deaths: {} });
  });

  it('gives a sandbox with packages to the code that needs them', async () => {
    const sizes: SandboxSize[] = [];
    poolOf(() => ok, {
      needsPackages: () => true,
      boot: (size) => Promise.resolve(new FakeSandbox(sizes.push(size), () => ok)),
    });
    await pool.execute(execution('ws', 'w', { memoryMb: 512 }));
    expect(sizes).toContain(sizeWithPackages(512));
  });

  it('boots another memory size when it is asked for', async () => {
    const sizes: SandboxSize[] = [];
    poolOf(() => ok, {
      boot: (memoryMb) => {
        sizes.push(memoryMb);
        return Promise.resolve(new FakeSandbox(sizes.length, () => ok));
      },
    });
    await pool.execute(execution('ws', 'w', { memoryMb: 512 }));
    expect(sizes).toContain(512);
  });

  it('calls on_error in the same sandbox after an exception', async () => {
    const errors: GuestError[] = [];
    const { booted } = poolOf(
      (request) => {
        if (request.fn !== 'on_error') return raised('ValueError');
        errors.push(request.error);
        return ok;
      },
      { hasOnError: true },
    );
    const result = await pool.execute(execution('ws', 'w'));
    expect(result).toMatchObject({ outcome: 'error', error: { type: 'ValueError' }, reason: null });
    expect(errors).toEqual([{ type: 'ValueError', message: 'm', traceback: '' }]);
    expect(booted[0]?.asked.at(-1)).toBe('on_error w@1');
  });

  it('calls on_error in a fresh sandbox, set up anew, after a timeout, and never reuses the old', async () => {
    const { booted } = poolOf((request) => (request.fn === 'tick' ? { kind: 'timeout' } : ok), {
      hasOnError: true,
    });
    expect(await pool.execute(execution('ws', 'w'))).toMatchObject({
      outcome: 'timeout',
      error: null,
    });
    expect(booted[0]?.asked).toEqual(['load w@1', 'setup w@1', 'tick w@1']);
    expect(booted[1]?.asked).toEqual(['load w@1', 'setup w@1', 'on_error w@1']);
    expect(pool.stats().deaths).toEqual({ timeout: 1 });
  });

  it('tells what on_error and the fresh sandbox have cost the workspace besides the tick', async () => {
    const booted: FakeSandbox[] = [];
    poolOf(() => ok, {
      boot: () => {
        const sandbox: FakeSandbox = new FakeSandbox(booted.length, (request) => {
          sandbox.usedMs = (sandbox.usedMs ?? 0) + (request.fn === 'on_error' ? 40 : 2);
          return request.fn === 'tick' ? { kind: 'timeout' } : ok;
        });
        sandbox.usedMs = 300;
        sandbox.hasOnError = true;
        booted.push(sandbox);
        return Promise.resolve(sandbox);
      },
    });
    const result = await pool.execute(execution('ws', 'w'));
    expect(result).toMatchObject({ outcome: 'timeout', cpuMs: 2, totalCpuMs: 42 });
  });

  it('puts a failing on_error into the log and leaves the outcome alone', async () => {
    const logs: string[] = [];
    poolOf((request) => raised(request.fn === 'tick' ? 'KeyError' : 'TypeError'), {
      hasOnError: true,
    });
    const result = await pool.execute(execution('ws', 'w', { logs }));
    expect(result).toMatchObject({ outcome: 'error', error: { type: 'KeyError' } });
    expect(logs).toEqual(['on_error() failed: m']);
  });

  it('does not reuse a sandbox whose memory was full', async () => {
    const { booted } = poolOf(() => raised('MemoryError'));
    const result = await pool.execute(execution('ws', 'w'));
    expect(result).toMatchObject({ outcome: 'error', reason: 'out_of_memory' });
    expect(await booted[0]?.gone).toBe('shutdown');
  });

  it('ends a tick at once when it is told to, with the reason given, and calls no on_error', async () => {
    const stop = new AbortController();
    const { booted } = poolOf(() => 'hang', { hasOnError: true });
    const signal = stop.signal as NonNullable<Execution['signal']>;
    const running = pool.execute(execution('ws', 'w', { signal }));
    await eventually(() => expect(booted[0]?.asked).toContain('tick w@1'));
    stop.abort('runner_lost');
    expect(await running).toMatchObject({ outcome: 'killed', reason: 'runner_lost' });
    expect(booted.flatMap((sandbox) => sandbox.asked)).not.toContain('on_error w@1');
  });

  it('ends the wait for a sandbox when it is told to', async () => {
    const stop = new AbortController();
    poolOf(() => 'hang');
    const busy = pool.execute(execution('ws', 'w1'));
    await eventually(() => expect(pool.stats().busy).toBe(1));
    const signal = stop.signal as NonNullable<Execution['signal']>;
    const waiting = pool.execute(execution('ws', 'w2', { signal }));
    stop.abort('runner_lost');
    expect(await waiting).toMatchObject({ outcome: 'killed', reason: 'runner_lost' });
    expect(pool.stats().waiting).toBe(0);
    await pool.close();
    expect(await busy).toMatchObject({ outcome: 'killed', reason: 'shutdown' });
  });

  it('throws a dedicated sandbox away when its worker is forgotten', async () => {
    const { booted } = poolOf(() => ok);
    await pool.execute(execution('ws', 'test', { isolation: 'dedicated' }));
    await pool.execute(execution('ws', 'test', { isolation: 'dedicated' }));
    pool.forget('test');
    expect(await booted[0]?.gone).toBe('shutdown');
    expect(booted[0]?.asked).toEqual(['load test@1', 'setup test@1', 'tick test@1', 'tick test@1']);
  });

  it('replaces a spare that dies', async () => {
    const { booted } = poolOf(() => ok);
    await pool.start();
    booted[0]?.kill('crashed');
    await eventually(() => expect(pool.stats()).toMatchObject({ spare: 1, started: 2 }));
    expect(pool.stats().deaths).toEqual({ crashed: 1 });
  });

  it('gives up those who wait when no sandbox can be started, and tries again with pauses', async () => {
    let attempts = 0;
    poolOf(() => ok, {
      boot: () => {
        attempts += 1;
        return Promise.reject(new Error('no memory'));
      },
    });
    await expect(pool.execute(execution('ws', 'w'))).rejects.toThrow('no sandbox can be started');
    await expect(pool.start()).rejects.toThrow('no sandbox can be started');
    // Each of those that may fail at once, and the pauses of 0.2, 0.4 and 0.8 s between rounds.
    expect(attempts).toBeLessThan(20);
  });

  it('checks code in a sandbox that serves no workspace', async () => {
    const { booted } = poolOf(() => ok);
    expect(await pool.check('x', { timeoutMs: 1000 })).toEqual({ problems: [] });
    await pool.execute(execution('ws', 'w'));
    expect(booted[0]?.asked).toEqual(['check']);
    expect(booted[1]?.asked).toContain('tick w@1');
  });
});
