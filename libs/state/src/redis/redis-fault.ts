import { isNetworkFault } from '@aispinner/platform';

/** Answers of a Redis that starts, moves, fails over or cannot write just now. */
const AWAY_CODES =
  /\b(LOADING|READONLY|MASTERDOWN|TRYAGAIN|CLUSTERDOWN|BUSY|MISCONF|NOREPLICAS)\b|max number of clients/;

/** The client library gives these no code. */
const AWAY_MESSAGES = [
  /^Too many Cluster redirections/,
  /^Connection is closed/,
  /^Connection timeout|^connect ETIMEDOUT/,
  /^Reached the max retries per request/,
  /^Failed to refresh slots cache/,
  /^None of startup nodes is available/,
  /^Cluster (is ended|isn't ready)/,
  /^Command timed out/,
  /^No (sharded )?subscriber for/,
  /^Socket (timeout|closed)/,
  /^Stream isn't writeable/,
];

/**
 * What a failure of Redis means:
 *
 * - `away`: the same call may work in a moment.
 * - `full`: no memory for a write. It may pass, but not soon.
 * - `overtaken`: a try that was given up has been shut out; the next try is a new one.
 * - `lasting`: it will fail again, for instance for want of rights.
 */
export type RedisFault = 'away' | 'full' | 'overtaken' | 'lasting';

export function faultOf(error: unknown): RedisFault {
  const message = fieldOf(error, 'message');
  if (typeof message !== 'string') return 'lasting';
  if (message === OVERTAKEN) return 'overtaken';
  // First: what the client gave up on names the last answer in its text.
  if (AWAY_MESSAGES.some((sentence) => sentence.test(message))) return 'away';
  if (isNetworkFault(fieldOf(error, 'code'))) return 'away';
  if (/\bOOM\b/.test(message)) return 'full';
  return AWAY_CODES.test(message) ? 'away' : 'lasting';
}

/** The message of a try that found itself shut out. */
export const OVERTAKEN = 'overtaken by a later try';

function fieldOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null
    ? (error as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
