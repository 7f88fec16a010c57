import { constants } from 'node:os';

const PARENT_CHECK_MS = 500;

export interface StopRequest {
  readonly signal: AbortSignal;
  /** What a program ended by a signal returns: 130 for Ctrl-C. Null before. */
  exitCode(): number | null;
}

/** Asked for by Ctrl-C, by SIGTERM, or by the end of whoever started this. */
export function stopRequest(): StopRequest {
  const controller = new AbortController();
  let code: number | null = null;
  const stop = (signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP'): void => {
    code ??= 128 + constants.signals[signal];
    controller.abort('shutdown');
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // A killed npm passes nothing on.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop('SIGTERM');
  }, PARENT_CHECK_MS).unref();
  return { signal: controller.signal, exitCode: () => code };
}
