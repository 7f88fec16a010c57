import type { Problem } from '@aispinner/contracts';
import { NoRunnerError } from '@aispinner/messaging';
import { isUnavailable } from '@aispinner/persistence';
import { InfraError } from '@aispinner/platform';
import { STATUS_CODES } from 'node:http';
import { Refusal } from './refusal.ts';

export interface ProblemAnswer {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
  /** Ours: to be logged with its cause. */
  readonly isFault: boolean;
}

/** What a caller is told of an error, whatever its family. The one place where that is decided. */
export function problemOf(error: unknown): ProblemAnswer {
  if (error instanceof Refusal) return ofRefusal(error);
  if (error instanceof NoRunnerError) {
    return away('NO_RUNNER', 'No runner is free to look at the code. Try again in a moment.', 5);
  }
  if (isPassing(error)) {
    return away('UNAVAILABLE', 'A part of the service is restarting. Try again in a moment.', 1);
  }
  const status = statusOf(error);
  if (status !== null && status < 500) {
    return answer(status, CLIENT_CODES[status] ?? 'BAD_REQUEST', clientDetail(status), {}, false);
  }
  return answer(500, 'INTERNAL', 'Something went wrong on our side. It has been noted.', {}, true);
}

function ofRefusal(refusal: Refusal): ProblemAnswer {
  const headers: Record<string, string> = {};
  if (refusal.retryAfterSeconds !== null) {
    headers['retry-after'] = String(Math.ceil(refusal.retryAfterSeconds));
  }
  if (refusal.status === 401) headers['www-authenticate'] = 'Bearer';
  const made = answer(refusal.status, refusal.code, refusal.message, headers, false);
  return refusal.errors === null
    ? made
    : { ...made, problem: { ...made.problem, errors: [...refusal.errors] } };
}

function away(code: string, detail: string, retryAfterSeconds: number): ProblemAnswer {
  return answer(503, code, detail, { 'retry-after': String(retryAfterSeconds) }, true);
}

function answer(
  status: number,
  code: string,
  detail: string,
  headers: Readonly<Record<string, string>>,
  isFault: boolean,
): ProblemAnswer {
  const title = STATUS_CODES[status] ?? 'Error';
  return { problem: { type: 'about:blank', title, status, detail, code }, headers, isFault };
}

/** Whether it is an outage that passes by itself. */
function isPassing(error: unknown): boolean {
  return (error instanceof InfraError && error.retriable) || isUnavailable(error);
}

const CLIENT_CODES: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

function clientDetail(status: number): string {
  switch (status) {
    case 404:
      return 'There is no such route.';
    case 413:
      return 'The body of the request is too large.';
    case 415:
      return 'Send a plain JSON body as application/json.';
    default:
      return 'The request cannot be understood.';
  }
}

/** The HTTP status that the framework, or its body reader, gave an error; null if none. */
function statusOf(error: unknown): number | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof URIError) return 400;
  if ('getStatus' in error && typeof error.getStatus === 'function') {
    const status: unknown = (error.getStatus as () => unknown).call(error);
    return typeof status === 'number' ? status : null;
  }
  return 'status' in error && typeof error.status === 'number' ? error.status : null;
}
