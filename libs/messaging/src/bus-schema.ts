/** How long a claim lasts unless it is renewed: what a dead consumer held comes back after this, ms. */
export const CLAIM_MS = 5_000;
/** Three chances to renew before a claim runs out, ms. */
export const RENEW_EVERY_MS = 1_500;

/** Channels to LISTEN on. */
export const CHANNELS = {
  ticks: 'bus_ticks',
  /** The payload is the name of the stream. */
  records: 'bus_records',
  requests: 'bus_requests',
  /** The payload is the id of the request. */
  replies: 'bus_replies',
} as const;
