import { InfraError } from './errors.ts';

export interface RetryOptions {
  /** No new try begins later than this after the first one, in ms; 0 tries once. */
  readonly forMs: number;
  /** Whether the same call may work in a moment. */
  readonly isTransient: (error: unknown) => boolean;
  /** Pauses double from here (default 25 ms) up to `maxPauseMs` (default 1,000 ms). */
  readonly firstPauseMs?: number;
  readonly maxPauseMs?: number;
  /** Aborted: no further try. */
  readonly signal?: AbortSignal;
  readonly now?: () => number;
  readonly pause?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * Calls `operation` until it resolves. It must bear being called again after a try that worked but
 * whose answer was lost. Rejects with an `InfraError` naming `what`: retriable when time ran out or
 * the signal came, not retriable when the failure will not pass.
 */
export async function retry<T>(
  what: string,
  operation: () => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  const now = options.now ?? (() => performance.now());
  const pause = options.pause ?? pauseFor;
  const maxPauseMs = options.maxPauseMs ?? 1_000;
  const giveUpAt = now() + options.forMs;
  for (let pauseMs = options.firstPauseMs ?? 25; ; pauseMs = Math.min(2 * pauseMs, maxPauseMs)) {
    try {
      return await operation();
    } catch (cause) {
      if (!options.isTransient(cause)) {
        throw new InfraError(`${what} failed`, { retriable: false, cause });
      }
      const outOfTime = now() + pauseMs > giveUpAt;
      if (outOfTime || options.signal?.aborted === true) {
        throw new InfraError(`${what} failed for too long`, { retriable: true, cause });
      }
      await pause(pauseMs, options.signal);
    }
  }
}

/** Resolves after `ms`, or at once when the signal comes. */
export function pauseFor(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}
