import { eventually } from '@aispinner/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { execution } from './fakes/fake-execution.ts';
import { fakePool, type FakePoolOptions } from './fakes/fake-pool.ts';
import { FakeSandbox, ok, type Script } from './fakes/fake-sandbox.ts';
import type { BootUrgency } from './pool-options.ts';
import type { SandboxPool } from './sandbox-pool.ts';

let pool: SandboxPool;
afterEach(() => pool.close());

const fake = (script: Script, options: FakePoolOptions): { booted: FakeSandbox[] } => {
  const made = fakePool(script, options);
  ({ pool } = made);
  return made;
};

describe('the stock of spares', () => {
  it('has the next sandbox on its way as soon as one dies, before anyone asks', async () => {
    const { booted } = fake(() => 'hang', { spares: 1, maxSandboxes: 2 });
    await pool.start();
    void pool.execute(execution('a', 'a1'));
    await eventually(() => expect(booted).toHaveLength(2));
    const b = pool.execute(execution('b', 'b1'));
    // Both busy: there is no room for a spare, until one dies.
    await eventually(() => expect(booted[1]?.asked).toContain('tick b1@1'));
    expect(pool.stats()).toMatchObject({ busy: 2, spare: 0, booting: 0, waiting: 0 });
    booted[1]?.kill('crashed');
    await b;
    // No pause in between, as there is where a spare was taken.
    expect(booted).toHaveLength(3);
  });

  it('keeps the last spare from a workspace that has several, while another can be booted', async () => {
    const boots: ((sandbox: FakeSandbox) => void)[] = [];
    fake(() => 'hang', {
      spares: 3,
      boot: (_, signal) =>
        new Promise((resolve, reject) => {
          boots.push(resolve);
          signal.addEventListener('abort', () => reject(new Error('the pool is closed')));
        }),
    });
    const ready = async (count: number): Promise<void> => {
      await eventually(() => expect(boots.length).toBeGreaterThan(0));
      for (const resolve of boots.splice(0, count)) resolve(new FakeSandbox(0, () => 'hang'));
    };
    const started = pool.start();
    await ready(3);
    await started;
    await eventually(() => expect(pool.stats().spare).toBe(3));
    for (const id of ['a1', 'a2', 'a3']) void pool.execute(execution('a', id, { max: 4 }));
    await eventually(() => expect(pool.stats()).toMatchObject({ busy: 2, spare: 1, waiting: 1 }));
    void pool.execute(execution('b', 'b1'));
    await eventually(() => expect(pool.stats()).toMatchObject({ busy: 3, spare: 0, waiting: 1 }));
    // The next one is again the last; with another behind it, it may go.
    await eventually(async () => {
      await ready(1);
      expect(pool.stats()).toMatchObject({ busy: 4, waiting: 0 });
    });
  });

  it('boots in haste for those that wait and as it starts, and ahead for whoever comes next', async () => {
    const urgencies: BootUrgency[] = [];
    fake(() => 'hang', {
      spares: 1,
      boot: (_, _signal, urgency) => {
        urgencies.push(urgency);
        return Promise.resolve(new FakeSandbox(0, () => 'hang'));
      },
    });
    await pool.start();
    void pool.execute(execution('a', 'a1'));
    await eventually(() => expect(urgencies).toEqual(['awaited', 'ahead']));
    for (const id of ['b', 'c']) void pool.execute(execution(id, id));
    await eventually(() => expect(pool.stats().busy).toBe(3));
    expect(urgencies.slice(0, 3)).toEqual(['awaited', 'ahead', 'awaited']);
  });

  it('gives the last spare to whoever asks when no other can be booted', async () => {
    fake(() => 'hang', { spares: 3, maxSandboxes: 3 });
    await pool.start();
    for (const id of ['a1', 'a2', 'a3']) void pool.execute(execution('a', id, { max: 4 }));
    await eventually(() => expect(pool.stats()).toMatchObject({ busy: 3, spare: 0, waiting: 0 }));
  });

  it('boots within its memory, sending away the idle one that was used longest ago', async () => {
    const { booted } = fake(() => ok, { spares: 0, maxMemoryMb: 100, hasMb: 45 });
    for (const id of ['a', 'b', 'a', 'c']) await pool.execute(execution(id, id));
    expect(booted).toHaveLength(3);
    expect(await booted[1]?.gone).toBe('shutdown');
    expect(pool.stats()).toMatchObject({ idle: 2, memoryMb: 90 });
  });

  it('boots one whatever it takes, and no spare beside those that fill its memory', async () => {
    const { booted } = fake(() => ok, { spares: 3, maxMemoryMb: 40, hasMb: 45 });
    await pool.start();
    await pool.execute(execution('a', 'a'));
    await pool.execute(execution('b', 'b'));
    expect(booted).toHaveLength(2);
    expect(pool.stats()).toMatchObject({ spare: 0, idle: 1, memoryMb: 45 });
  });

  it('counts what its sandboxes have grown to, and gives up idle ones and spares for it', async () => {
    const { booted } = fake(() => ok, { spares: 1, maxMemoryMb: 200, hasMb: 50 });
    await pool.start();
    await pool.execute(execution('a', 'a'));
    await eventually(() =>
      expect(pool.stats()).toMatchObject({ idle: 1, spare: 1, memoryMb: 100 }),
    );
    const [grown] = booted;
    if (grown !== undefined) grown.hasMb = 250;
    pool.sweep();
    expect(await grown?.gone).toBe('shutdown');
    expect(pool.stats()).toMatchObject({ idle: 0, spare: 1, memoryMb: 50 });
  });
});
