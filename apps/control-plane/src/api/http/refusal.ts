import type { ProblemError } from '@aispinner/contracts';

interface RefusalOptions {
  readonly errors?: readonly ProblemError[];
  /** Seconds, for the header `Retry-After`. */
  readonly retryAfterSeconds?: number;
}

/** The API says no, and why: everything that the caller needs to mend it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly errors: readonly ProblemError[] | null;
  readonly retryAfterSeconds: number | null;

  constructor(status: number, code: string, detail: string, options: RefusalOptions = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = options.errors ?? null;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}

/** The input is not what the route takes. */
export function badInput(errors: readonly ProblemError[]): Refusal {
  const first = errors[0];
  const where = first === undefined || first.path === '' ? '' : `${first.path}: `;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new Refusal(400, 'BAD_INPUT', `${where}${first?.message ?? 'Wrong input.'}${more}`, {
    errors,
  });
}

/** Unknown ids and those of others answer alike. */
export function notFound(what: string): Refusal {
  return new Refusal(404, 'NOT_FOUND', `There is no such ${what}.`);
}

export function conflict(code: string, detail: string, errors?: readonly ProblemError[]): Refusal {
  return new Refusal(409, code, detail, errors === undefined ? {} : { errors });
}

export function forbidden(code: string, detail: string): Refusal {
  return new Refusal(403, code, detail);
}

export function unauthorized(code: string, detail: string): Refusal {
  return new Refusal(401, code, detail);
}

/** The plan has no room for one more. */
export function quotaExceeded(quota: string, limit: number, detail: string): Refusal {
  return new Refusal(403, 'QUOTA_EXCEEDED', detail, {
    errors: [{ path: quota, message: `The plan allows ${limit}.` }],
  });
}

export function tooManyRequests(retryAfterSeconds: number, detail: string): Refusal {
  return new Refusal(429, 'TOO_MANY_REQUESTS', detail, { retryAfterSeconds });
}
