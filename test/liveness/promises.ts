import type { ExecutionResult } from '@aispinner/sandbox';
import { hasOnError, type HostileProgram } from './programs.ts';
import { allowedEnds } from './verdict.ts';

/** Long enough for an honest tick, short enough for a suite. */
export const LIMIT_MS = 2000;
/** For what must not be ended by the clock before it has shown how it ends: as long as a tick may take. */
export const LONG_LIMIT_MS = 60_000;
/** A sandbox is killed within this time of its limit. */
export const KILL_MS = 1000;

/** The clock is let end only what may end by it: the tick itself, or an `on_error` of its own. */
export function limitOf({ expect: header, code }: HostileProgram): number {
  return allowedEnds(header).has('timeout') || hasOnError(code) ? LIMIT_MS : LONG_LIMIT_MS;
}

/** What the worker itself said in `tick`. */
export function ownLines(logs: readonly string[]): string[] {
  return logs.filter((line) => !/^on_error\b|^Log truncated/.test(line));
}

/** How the line begins that `withOnError` logs after a `tick` that ended so; null where `on_error` is not called. */
export function errorTold({
  outcome,
  reason,
}: Pick<ExecutionResult, 'outcome' | 'reason'>): string | null {
  switch (outcome) {
    case 'ok':
      return null;
    case 'timeout':
      return 'on_error TimeoutError';
    case 'killed':
      return reason === 'out_of_memory' ? 'on_error MemoryError' : 'on_error RuntimeError';
    case 'error':
      return 'on_error ';
  }
}
