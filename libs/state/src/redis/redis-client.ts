import { InfraError, retry } from '@aispinner/platform';
import type { ServiceLog } from '@aispinner/platform/postgres';
import type { Cluster, Redis } from 'ioredis';
import { DurabilityGuard, WeakRedisError, type RedisDurability } from './durability-guard.ts';
import { connectRedis, type RedisAddress } from './redis-address.ts';
import { faultOf, type RedisFault } from './redis-fault.ts';
import { SCRIPTS, type ScriptName } from './redis-scripts.ts';

/** How long a start waits for a server that is away, ms: it may well come later. */
const READY_WITHIN_MS = 10_000;
/** How long to wait for memory to become free, ms. */
const FULL_FOR_MS = 1_000;

export type RedisDriver = Redis | Cluster;

/** Scripts are methods of the driver once it knows them. */
type Scripted = Record<ScriptName, (...args: (string | number)[]) => Promise<unknown>>;

/** A connection that outlives its server: calls are tried again while that is away. */
export class RedisClient {
  readonly prefix: string;
  readonly driver: RedisDriver;
  private readonly retryForMs: number;
  private readonly answerWithinMs: number;
  private readonly guard: DurabilityGuard;
  private readonly closing = new AbortController();

  constructor(options: {
    address: RedisAddress;
    prefix: string;
    /** How long a call goes on trying while the server is away, ms. */
    retryForMs: number;
    /** A try without an answer for so long is given up, ms; the connection is then taken for dead. */
    answerWithinMs: number;
    durability: RedisDurability;
    log: ServiceLog;
  }) {
    this.prefix = options.prefix;
    this.retryForMs = options.retryForMs;
    this.answerWithinMs = options.answerWithinMs;
    this.driver = connectRedis(options.address, {
      name: 'aispinner-state',
      scripts: SCRIPTS,
      silenceMs: options.answerWithinMs,
    });
    this.guard = new DurabilityGuard(this.driver, options.durability, options.log);
    // Without a listener every lost connection would be printed; one line for each outage is enough.
    let told = false;
    this.driver.on('error', (err: Error) => {
      if (!told) options.log.warn({ err }, 'redis connection lost');
      told = true;
    });
    this.driver.on('ready', () => (told = false));
  }

  /** One script, tried until it answers. The script must bear being run twice. */
  run(
    script: ScriptName,
    keys: readonly string[],
    args: readonly (string | number)[],
    forMs?: number,
  ): Promise<unknown> {
    return this.insist(script, () => this.once(script, keys, args), forMs);
  }

  /** One try of a script; for those whose tries differ from each other. */
  once(
    script: ScriptName,
    keys: readonly string[],
    args: readonly (string | number)[],
  ): Promise<unknown> {
    return (this.driver as unknown as Scripted)[script](...keys, ...args);
  }

  /**
   * Calls `attempt` until it resolves, at most `forMs` (default: the client's own). Rejects with an
   * `InfraError`: retriable where the server was away, full or not durable enough, not where it refuses
   * for good.
   */
  async insist<T>(what: string, attempt: () => Promise<T>, forMs = this.retryForMs): Promise<T> {
    const fullFrom = performance.now() + FULL_FOR_MS;
    let fault: RedisFault = 'lasting';
    const isTransient = (error: unknown): boolean => {
      fault = faultOf(error);
      return fault === 'full' ? performance.now() < fullFrom : fault !== 'lasting';
    };
    try {
      return await retry(what, () => inTime(this.guarded(attempt), this.answerWithinMs), {
        forMs,
        isTransient,
        signal: this.closing.signal,
      });
    } catch (error) {
      const { cause } = error as Error;
      if (cause instanceof WeakRedisError) {
        const text = `${what} refused: Redis may lose it (${cause.message})`;
        throw new InfraError(text, { retriable: true, cause });
      }
      // Compared with its own type: TypeScript does not see the assignment in the closure.
      if ((fault as RedisFault) !== 'full') throw error;
      throw new InfraError(`${what} refused: Redis has no memory left`, {
        retriable: true,
        cause: error,
      });
    }
  }

  /** Rejects with `WeakRedisError`. A server that is away is given some time, and then not waited for. */
  async ready(): Promise<void> {
    try {
      await this.insist('redis settings', () => Promise.resolve(), READY_WITHIN_MS);
    } catch (error) {
      const { cause } = error as Error;
      if (cause instanceof WeakRedisError) throw cause;
    }
  }

  private async guarded<T>(attempt: () => Promise<T>): Promise<T> {
    await this.guard.pass();
    return attempt();
  }

  /** Calls that wait for the server give up; those under way end. */
  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await inTime(this.driver.quit(), this.answerWithinMs).catch(() => undefined);
    this.driver.disconnect();
  }
}

/** A command may wait where the driver has no limit: for a cluster without a node. */
async function inTime<T>(answer: Promise<T>, withinMs: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('Command timed out')), withinMs);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
    answer.catch(() => undefined);
  }
}
