import { isNetworkFault } from '../network-fault.ts';

/**
 * SQLSTATE classes and codes of a server that stops, starts, is short of something, or has broken a
 * tie between transactions (postgresql.org, appendix A).
 */
const STATES = [
  /^08/,
  /^53/,
  /^57P0[1-5]$/,
  /^57014$/,
  /^58/,
  /^40001$/,
  /^40P01$/,
  /^55P03$/,
  /^25006$/,
];

/** The client library gives these no code. */
const MESSAGES = [
  /^Connection terminated/,
  /^timeout exceeded when trying to connect/,
  /^timeout expired/,
  /^Query read timeout/,
  /is not queryable$/,
];

/**
 * Whether what a Postgres client threw may pass by itself: the server is away, starting or busy. Told
 * by its fields, not its class: errors of Node itself are of another realm where code runs in one.
 */
export function isTransientPostgresError(error: unknown): boolean {
  const code = fieldOf(error, 'code');
  if (typeof code === 'string') {
    return isNetworkFault(code) || STATES.some((state) => state.test(code));
  }
  // A host with several addresses fails once for each.
  const errors = fieldOf(error, 'errors');
  if (Array.isArray(errors)) return errors.some(isTransientPostgresError);
  const message = fieldOf(error, 'message');
  return typeof message === 'string' && MESSAGES.some((sentence) => sentence.test(message));
}

function fieldOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null
    ? (error as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
