/** `840 µs`, `8.4 ms`, `84 ms`, `1.24 s`, `2 m 05 s`: three digits at most below a minute. */
export function formatMs(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 1) return ms <= 0 ? '0 ms' : `${Math.max(1, Math.round(ms * 1000))} µs`;
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9995) return `${(ms / 1000).toFixed(2)} s`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  return formatSpan(ms);
}

/** `45 s`, `2 m 05 s`, `1 h 04 m`, `3 d 2 h`. Rounded down to whole seconds. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} m ${pad(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${pad(minutes % 60)} m`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** An interval as a phrase: `every second`, `every 5 s`, `every minute`, `every 90 s`, `every hour`. */
export function formatInterval(seconds: number): string {
  if (seconds === 1) return 'every second';
  if (seconds === 60) return 'every minute';
  if (seconds === 3600) return 'every hour';
  return seconds % 60 === 0 ? `every ${seconds / 60} min` : `every ${seconds} s`;
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}
