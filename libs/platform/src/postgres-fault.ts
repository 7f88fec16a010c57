/** Network faults, as Node names them. */
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

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

/** Whether what a Postgres client threw may pass by itself: the server is away, starting or busy. */
export function isTransientPostgresError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  if (code !== null) return NETWORK.has(code) || STATES.some((state) => state.test(code));
  // A host with several addresses fails once for each.
  if (error instanceof AggregateError) return error.errors.some(isTransientPostgresError);
  return MESSAGES.some((message) => message.test(error.message));
}
