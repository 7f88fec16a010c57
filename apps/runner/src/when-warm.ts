import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolStats } from '@aispinner/sandbox';

const LOOK_EVERY_MS = 50;

/**
 * Resolves when all spares have been booted, so that a burst of first ticks is not late by its boots;
 * at the latest after `limitMs`, for ticks that come all the time may take every spare that boots.
 */
export async function whenWarm(
  pool: { stats(): Pick<PoolStats, 'spare'> },
  spares: number,
  limitMs: number,
): Promise<void> {
  const end = performance.now() + limitMs;
  while (pool.stats().spare < spares && performance.now() < end) await sleep(LOOK_EVERY_MS);
}
