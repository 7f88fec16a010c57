import { stdinIsPipe } from '@aispinner/platform';

/**
 * Aborts at the first SIGINT or SIGTERM, and when standard input, if it is a pipe, ends: whoever
 * started the supervisor is then gone. Signals after the first change nothing: it is stopping.
 */
export function stopRequest(): AbortSignal {
  const request = new AbortController();
  const stop = (): void => request.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  if (stdinIsPipe()) process.stdin.once('end', stop).once('error', stop).resume();
  return request.signal;
}
