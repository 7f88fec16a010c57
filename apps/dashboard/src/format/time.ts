const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const full = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** `14:03:27` in the reader's time zone. */
export function formatClock(iso: string): string {
  return clock.format(new Date(iso));
}

/** `14:03:27.042` in the reader's time zone. */
export function formatClockMs(iso: string): string {
  const at = new Date(iso);
  return `${clock.format(at)}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}

/** `24 Nov 2026, 14:03:27` in the reader's time zone. */
export function formatInstant(iso: string): string {
  return full.format(new Date(iso));
}

/** `just now`, `12 s ago`, `4 min ago`, `3 h ago`, `2 d ago`, then the day. */
export function formatAgo(iso: string, nowMs: number): string {
  const seconds = Math.round((nowMs - Date.parse(iso)) / 1000);
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  if (seconds < 7 * 86_400) return `${Math.floor(seconds / 86_400)} d ago`;
  return day.format(new Date(iso));
}
