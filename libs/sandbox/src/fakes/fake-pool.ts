import type { PoolOptions } from '../pool-options.ts';
import { SandboxPool } from '../sandbox-pool.ts';
import { FakeSandbox, type Script } from './fake-sandbox.ts';

export interface FakePoolOptions extends Partial<PoolOptions> {
  readonly hasOnError?: boolean;
  /** Memory of each sandbox. */
  readonly hasMb?: number;
}

/** A pool of sandboxes in memory, and those that it has booted, in their order. */
export function fakePool(
  script: Script,
  options: FakePoolOptions = {},
): { readonly pool: SandboxPool; readonly booted: FakeSandbox[] } {
  const booted: FakeSandbox[] = [];
  const pool = new SandboxPool({
    boot: () => {
      const sandbox = new FakeSandbox(booted.length, script);
      sandbox.hasOnError = options.hasOnError === true;
      sandbox.hasMb = options.hasMb ?? null;
      booted.push(sandbox);
      return Promise.resolve(sandbox);
    },
    spares: 1,
    memoryMb: 256,
    maxSandboxes: 10,
    maxMemoryMb: 8192,
    idleMs: 60_000,
    maxConcurrentBoots: 10,
    log: { warn: () => undefined },
    ...options,
  });
  return { pool, booted };
}
