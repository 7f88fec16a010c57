/** What one request carries at most, unless a single message is larger; bytes. */
const MAX_REQUEST_BYTES = 1024 * 1024;

interface Weighed {
  readonly key: string;
  readonly value: Buffer | string | null;
}

/**
 * Splits messages, in their order, into requests that the brokers take: what goes to one partition in
 * one request must not be larger together than a message may be.
 */
export function packRequests<T extends Weighed>(
  messages: readonly T[],
  maxBytes = MAX_REQUEST_BYTES,
): T[][] {
  const requests: T[][] = [];
  let request: T[] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = sizeOf(message);
    if (request.length > 0 && bytes + size > maxBytes) {
      requests.push(request);
      request = [];
      bytes = 0;
    }
    request.push(message);
    bytes += size;
  }
  if (request.length > 0) requests.push(request);
  return requests;
}

function sizeOf({ key, value }: Weighed): number {
  const body = typeof value === 'string' ? Buffer.byteLength(value) : (value?.length ?? 0);
  return Buffer.byteLength(key) + body + 100;
}
