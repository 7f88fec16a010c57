const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `12,480`. */
export function formatCount(n: number): string {
  return whole.format(n);
}

/** `0%`, `0.4%`, `12%`, of a share from 0 to 1; null: nothing to speak of. */
export function formatShare(share: number | null): string {
  if (share === null) return '–';
  const percent = share * 100;
  return percent > 0 && percent < 10 ? `${percent.toFixed(1)}%` : `${Math.round(percent)}%`;
}

/** `1 worker`, `3 workers`. */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`;
}

/** The value that a share `q` of the values does not exceed (nearest rank); null of none. */
export function quantile(values: readonly number[], q: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? null;
}
