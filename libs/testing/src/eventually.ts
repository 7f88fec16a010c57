import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `attempt` again and again until it does not throw, and returns what it returned. When
 * `timeoutMs` (default 5,000) is over it throws what the last attempt threw. In place of sleeping.
 */
export async function eventually<T>(
  attempt: () => T | Promise<T>,
  options: { readonly timeoutMs?: number; readonly everyMs?: number } = {},
): Promise<T> {
  const end = performance.now() + (options.timeoutMs ?? 5_000);
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() >= end) throw error;
      await sleep(options.everyMs ?? 20);
    }
  }
}
