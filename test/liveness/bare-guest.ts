import { fileURLToPath } from 'node:url';
import type { HostileProgram } from './programs.ts';
import type { Observed } from './verdict.ts';

/** The guest without a policy: the Python wall switched off. */
export const BARE_GUEST = fileURLToPath(
  new URL('../../libs/sandbox/src/fixtures/bare-guest', import.meta.url),
);

/** Calls `tick` there, where nothing else would. */
export function withDriver({ code }: HostileProgram): string {
  return `${code}

class Log:
    info = staticmethod(log)

class Ctx:
    log = Log

tick(Ctx)
`;
}

/** That guest tells an exception as the last line of the log; here it is an error again. */
export function asObserved(result: Observed): Observed {
  const last = /^(\w+(?:Error|Exception)): (.*)/s.exec(result.logs.at(-1) ?? '');
  if (result.outcome !== 'ok' || last === null) return result;
  const error = { type: last[1] ?? '', message: last[2] ?? '', traceback: '' };
  return { ...result, outcome: 'error', error, logs: result.logs.slice(0, -1) };
}

/**
 * The wall that a program takes as broken has held: it ran, looked for a way, and says that there is
 * none.
 */
export function wallHeld({ outcome, error }: Observed): boolean {
  return outcome === 'error' && /^no (route to|JsProxy)/.test(error?.message ?? '');
}
