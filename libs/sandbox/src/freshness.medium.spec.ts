import { eventually } from '@aispinner/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SandboxHost } from './create-sandbox-host.ts';
import { execution } from './fakes/fake-execution.ts';
import { openSandboxes } from './fixtures/open-sandboxes.ts';

let host: SandboxHost;
beforeAll(async () => {
  host = await openSandboxes({
    images: 2,
    // Each workspace boots its own, once both images are there.
    spares: 0,
    maxSandboxes: 2,
    maxConcurrentBoots: 1,
  });
}, 60_000);
afterAll(() => host.close());

const CODE = `
import datetime, random, time
def tick(ctx):
    drawn = random.random(), random.Random().random(), random.SystemRandom().random()
    words = list({'alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta'})
    print(hash('worker'), hash(b'worker'), *words)
    print(*drawn)
    print(time.time())
    print(datetime.datetime.now(datetime.timezone.utc).timestamp())
    print(time.monotonic())
`;

async function firstTick(workspaceId: string): Promise<string[]> {
  const logs: string[] = [];
  const plain = execution(workspaceId, workspaceId, { logs });
  const { outcome } = await host.pool.execute({
    ...plain,
    activation: { ...plain.activation, code: CODE },
    limits: { ...plain.limits, tickTimeoutMs: 20_000 },
  });
  expect(outcome).toBe('ok');
  return logs;
}

describe('two sandboxes after their restore', () => {
  it('share no hash seed, no random numbers, and know what time it is', async () => {
    await eventually(() => expect(host.seeds()).toBe(2), { timeoutMs: 60_000 });
    const before = Date.now() / 1000;
    const a = await firstTick('a');
    const b = await firstTick('b');
    const after = Date.now() / 1000;
    const [hashesA, hashesB] = [a[0]?.split(' ') ?? [], b[0]?.split(' ') ?? []];
    expect(hashesA[0]).not.toBe(hashesB[0]);
    expect(hashesA[1]).not.toBe(hashesB[1]);
    expect(hashesA.slice(2)).not.toEqual(hashesB.slice(2));
    const drawn = [...(a[1]?.split(' ') ?? []), ...(b[1]?.split(' ') ?? [])];
    expect(drawn).toHaveLength(6);
    expect(new Set(drawn).size).toBe(6);
    for (const told of [a[2], a[3], b[2], b[3]]) {
      expect(Number(told)).toBeGreaterThanOrEqual(before - 0.001);
      expect(Number(told)).toBeLessThanOrEqual(after + 0.001);
    }
  }, 120_000);
});
