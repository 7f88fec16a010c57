import { eventually } from '@aispinner/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SandboxHost } from './create-sandbox-host.ts';
import { execution } from './fakes/fake-execution.ts';
import { sandboxPids } from './fakes/sandbox-processes.ts';
import { openSandboxes } from './fixtures/open-sandboxes.ts';
import { privateMemoryMb } from './process-memory.ts';

let host: SandboxHost;
beforeEach(async () => {
  host = await openSandboxes({ spares: 0, maxSandboxes: 4 });
  await host.pool.start();
}, 60_000);
afterEach(() => host.close());

/** Memory of all sandboxes together, and of the largest. */
const memoryMb = (): { all: number; largest: number } => {
  const each = sandboxPids().map((pid) => privateMemoryMb(pid) ?? 0);
  return { all: each.reduce((sum, mb) => sum + mb, 0), largest: Math.max(0, ...each) };
};

const run = (workerId: string, code: string, logs: string[] = []) => {
  const plain = execution('ws', workerId, { logs, max: 2 });
  return host.pool.execute({
    ...plain,
    activation: { ...plain.activation, code },
    limits: { ...plain.limits, tickTimeoutMs: 20_000 },
  });
};

const FILLS = `
import time
def tick(ctx):
    kept = []
    try:
        while True:
            kept.append('x' * 1_000_000)
    except Exception:
        count = len(kept)
        del kept[50:]
    time.sleep(1)
    print(count)
`;

describe('the memory of sandboxes', () => {
  it('of a workspace is that of the sandboxes of its plan, whatever its workers want', async () => {
    const logs: string[] = [];
    const filling = Promise.all(['a', 'b', 'c', 'd'].map((id) => run(id, FILLS, logs)));
    let most = { all: 0, largest: 0 };
    const watch = setInterval(() => {
      const now = memoryMb();
      most = { all: Math.max(most.all, now.all), largest: Math.max(most.largest, now.largest) };
    }, 20);
    const results = await filling;
    clearInterval(watch);
    expect(results.map(({ error }) => error)).toEqual([null, null, null, null]);
    // They had what they could get.
    for (const count of logs) expect(Number(count)).toBeGreaterThan(100);
    expect(most.largest).toBeGreaterThan(200);
    // The cap, and what Node needs beside it.
    expect(most.largest).toBeLessThan(256 + 90);
    expect(most.all).toBeLessThan(2 * (256 + 90));
  }, 60_000);

  it('is given back by one that nobody has used for a while, which is as good as before', async () => {
    const code = 'n = 0\ndef tick(ctx):\n    global n\n    n += 1\n    print(n)\n';
    const logs: string[] = [];
    await run('w', code, logs);
    const before = memoryMb().largest;
    const after = (): number => memoryMb().largest;
    await eventually(() => expect(after()).toBeLessThan(before - 3), { timeoutMs: 30_000 });
    expect(await run('w', code, logs)).toMatchObject({ outcome: 'ok', activationReused: true });
    expect(logs).toEqual(['1', '2']);
  }, 60_000);
});
