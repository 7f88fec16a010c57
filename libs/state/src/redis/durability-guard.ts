import type { ServiceLog } from '@aispinner/platform/postgres';
import { Cluster, type Redis } from 'ioredis';
import { lossesAt } from './losses.ts';

/** `warn` takes any server and says what it may lose; `require` uses none that may lose anything. */
export type RedisDurability = 'warn' | 'require';

/** The server is set so that it can lose what it acknowledged, or does not let that be seen. */
export class WeakRedisError extends Error {
  override readonly name = 'WeakRedisError';
}

/**
 * Looks at the settings of the servers whenever a connection is made: another server may answer than
 * before, or the same with other settings. Under `require` nothing is asked before that was seen.
 */
export class DurabilityGuard {
  private readonly driver: Redis | Cluster;
  private readonly mode: RedisDurability;
  private readonly log: ServiceLog;
  private seen: Promise<void> | null = null;
  private told = '';

  constructor(driver: Redis | Cluster, mode: RedisDurability, log: ServiceLog) {
    this.driver = driver;
    this.mode = mode;
    this.log = log;
    const lookAnew = (): void => {
      this.seen = null;
    };
    for (const event of ['close', '+node', 'ready']) driver.on(event, lookAnew);
    if (mode === 'warn') driver.on('ready', () => void this.look().catch(() => undefined));
  }

  /** Rejects with `WeakRedisError`, or with the driver's error where the settings cannot be asked for. */
  async pass(): Promise<void> {
    if (this.mode === 'warn') return;
    const look = (this.seen ??= this.look());
    try {
      await look;
    } catch (error) {
      // Whoever comes next looks again: the settings may have been mended.
      if (this.seen === look) this.seen = null;
      throw error;
    }
  }

  private async look(): Promise<void> {
    const nodes = this.driver instanceof Cluster ? await mastersOf(this.driver) : [this.driver];
    const problems = [...new Set((await Promise.all(nodes.map(lossesAt))).flat())];
    const text = problems.join('; ');
    if (text !== this.told && text !== '') this.log.warn({ problems }, 'redis may lose state');
    this.told = text;
    if (this.mode === 'require' && text !== '') throw new WeakRedisError(text);
  }
}

/** A cluster that has not been asked anything yet knows no nodes. */
async function mastersOf(cluster: Cluster): Promise<readonly Redis[]> {
  if (cluster.nodes('master').length === 0) await cluster.ping();
  return cluster.nodes('master');
}
