import { isNetworkFault } from '@aispinner/platform';

/** Reading a failed query: which failures are expected, and of what kind. */

/**
 * SQLSTATE classes of a server that is away, starting, stopping, full, or has ended a silent session
 * (Appendix A of the Postgres manual).
 */
const AWAY_SQLSTATES = ['08', '53', '57P', '25P03', '40001', '40P01'];
/** Prisma: not reached, timed out, closed, no connection free, transaction lost. */
const AWAY_PRISMA = ['P1001', 'P1002', 'P1008', 'P1011', 'P1017', 'P2024', 'P2028', 'P2034'];
const AWAY_MESSAGE =
  /connection (terminated|ended|closed|timeout|timed out)|timeout exceeded when trying to connect|client was closed|not queryable|reach(?:ed)? database server|server has closed/i;

/** The database did not answer, or broke off: the same query may succeed in a moment. */
export function isUnavailable(error: unknown): boolean {
  return chainOf(error).some(
    ({ code, message }) =>
      (code !== null &&
        (isNetworkFault(code) ||
          AWAY_PRISMA.includes(code) ||
          AWAY_SQLSTATES.some(
            (prefix) => /^[0-9A-Z]{5}$/.test(code) && code.startsWith(prefix),
          ))) ||
      AWAY_MESSAGE.test(message),
  );
}

/** A unique key is taken: a name in use, an email registered. */
export function isUniqueViolation(error: unknown): boolean {
  return chainOf(error).some(({ code }) => code === 'P2002' || code === '23505');
}

/** The row to change is not there. */
export function isMissingRow(error: unknown): boolean {
  return chainOf(error).some(({ code }) => code === 'P2025');
}

/** An error and its causes; the driver's own lies under Prisma's, in `cause` or `meta`. */
function chainOf(error: unknown): { code: string | null; message: string }[] {
  const links: { code: string | null; message: string }[] = [];
  let next: unknown = error;
  while (typeof next === 'object' && next !== null && links.length < 8) {
    const { code, originalCode, message, cause, meta } = next as Record<string, unknown>;
    links.push({
      code:
        typeof code === 'string' ? code : typeof originalCode === 'string' ? originalCode : null,
      message: typeof message === 'string' ? message : '',
    });
    next = cause ?? (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  }
  return links;
}

/**
 * Whether a row was on its way into a default partition while the partition that it belongs to was
 * made: written again, it goes there.
 */
export function isPartitionMoved(error: unknown): boolean {
  // Postgres has no code of its own for it; a check of ours would be named.
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return error instanceof Error && code === '23514' && constraint === undefined;
}
