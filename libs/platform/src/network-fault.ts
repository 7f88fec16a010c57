const CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Whether an error's `code` is one of Node's for a network or a peer that is away for a moment. */
export function isNetworkFault(code: unknown): boolean {
  return typeof code === 'string' && CODES.has(code);
}
