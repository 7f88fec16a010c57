/** Of the protocol: the broker has forgotten what this producer sent, or takes it for another. */
const LOST_PLACE = new Set([
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
  'INVALID_PRODUCER_EPOCH',
  'PRODUCER_FENCED',
  'INVALID_PRODUCER_ID_MAPPING',
]);

/** Repeating these changes nothing until somebody changes the message, the settings or the brokers. */
const FINAL = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'TOPIC_AUTHORIZATION_FAILED',
  'GROUP_AUTHORIZATION_FAILED',
  'CLUSTER_AUTHORIZATION_FAILED',
  'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
  'SASL_AUTHENTICATION_FAILED',
  'UNSUPPORTED_SASL_MECHANISM',
  'ILLEGAL_SASL_STATE',
  'INVALID_TOPIC_EXCEPTION',
  'INVALID_PARTITIONS',
  'INVALID_REPLICATION_FACTOR',
  'INVALID_CONFIG',
  'POLICY_VIOLATION',
]);

/** Fails for as long as this process and its settings are what they are. */
const FINAL_NAMES = new Set(['KafkaJSSASLAuthenticationError', 'ConfigError', 'TypeError']);

/**
 * What to do about an error of the driver: `again` after a pause, `anew` with another producer, or
 * give up (`final`). Unknown ones are tried again: the callers bound that.
 */
export function kafkaFaultOf(error: unknown): 'again' | 'anew' | 'final' {
  for (const cause of chainOf(error)) {
    if (LOST_PLACE.has(cause.type)) return 'anew';
    if (FINAL.has(cause.type) || FINAL_NAMES.has(cause.name)) return 'final';
  }
  return 'again';
}

/** Whether the protocol's answer was this code, whatever the driver has wrapped round it. */
export function hasKafkaCode(error: unknown, code: string): boolean {
  return [...chainOf(error)].some(({ type }) => type === code);
}

/**
 * The driver wraps errors in errors, several at once where a request was about several topics, with the
 * code of the protocol in `type` of the innermost.
 */
function* chainOf(error: unknown, depth = 0): Generator<{ type: string; name: string }> {
  if (!(error instanceof Error) || depth >= 8) return;
  const { type, errors } = error as Error & { type?: unknown; errors?: unknown };
  yield { type: typeof type === 'string' ? type : '', name: error.name };
  if (Array.isArray(errors)) for (const one of errors) yield* chainOf(one, depth + 1);
  yield* chainOf(error.cause, depth + 1);
}
