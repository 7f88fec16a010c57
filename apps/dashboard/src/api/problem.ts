import type { Problem, ProblemError } from '@aispinner/contracts';

/** The API said no, and why. `errors` name the fields of the input, or places in the code. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly ProblemError[];
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(problem: Problem, retryAfterSeconds: number | null) {
    super(problem.detail);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.errors = problem.errors ?? [];
    this.requestId = problem.requestId ?? null;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** No answer came: the network, or the server is away. Passes by itself, mostly. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The server cannot be reached.', { cause });
    this.name = 'Unreachable';
  }
}

/** What went wrong as one sentence for a person. */
export function describeError(error: unknown): string {
  if (error instanceof ApiProblem || error instanceof Unreachable) return error.message;
  return 'Something went wrong in this page.';
}

/** The message for one field of a form, if the API had something to say about it. */
export function fieldError(error: unknown, path: string): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  return error.errors.find((each) => each.path === path)?.message;
}

/** Whether asking again later may help. */
export function isPassing(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  return error instanceof ApiProblem && (error.status >= 502 || error.status === 429);
}

/** Reads the body of an answer from 400 up; a proxy in between may have written something else. */
export function problemFrom(status: number, body: string, retryAfter: string | null): ApiProblem {
  const seconds = retryAfter === null ? null : Number(retryAfter);
  const retryAfterSeconds = seconds !== null && Number.isFinite(seconds) ? seconds : null;
  return new ApiProblem(parseProblem(body) ?? unexplained(status), retryAfterSeconds);
}

function parseProblem(body: string): Problem | null {
  try {
    const parsed: unknown = JSON.parse(body);
    return isProblem(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function isProblem(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'status' in value &&
    typeof value.status === 'number' &&
    'detail' in value &&
    typeof value.detail === 'string' &&
    'code' in value &&
    typeof value.code === 'string'
  );
}

function unexplained(status: number): Problem {
  const detail =
    status >= 500 ? 'The server is not ready. Try again in a moment.' : 'The server refused this.';
  return { type: 'about:blank', title: 'Error', status, detail, code: 'UNEXPLAINED' };
}
