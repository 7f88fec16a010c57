/** Beyond this the two clocks disagree; below it, `Date` headers are too coarse to tell. */
const NOTICEABLE_MS = 1500;

let offsetMs = 0;

/** Learns from an answer's `Date` header how far the server's clock is from this machine's. */
export function noteServerDate(header: string | null): void {
  if (header === null) return;
  const seen = clockOffset(Date.parse(header), Date.now());
  if (seen !== null) offsetMs = seen;
}

/** Milliseconds to add to the local clock; null if the header was not a date. The header is cut to seconds. */
export function clockOffset(headerMs: number, localMs: number): number | null {
  if (Number.isNaN(headerMs)) return null;
  const offset = headerMs + 500 - localMs;
  return Math.abs(offset) < NOTICEABLE_MS ? 0 : offset;
}

/** Now, epoch ms, by the server's clock: what due times are to be compared with. */
export function serverNow(): number {
  return Date.now() + offsetMs;
}
