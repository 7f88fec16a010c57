/** The middle of several measurements of one thing, and how far they lie apart. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Rounded to a thousandth. Throws on nothing. */
export function spread(values: readonly number[]): Spread {
  const sorted = values.map((value) => Math.round(value * 1000) / 1000).sort((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) throw new Error('nothing was measured');
  return { median: middle(sorted), min, max };
}

export function median(values: readonly number[]): number {
  return middle([...values].sort((a, b) => a - b));
}

/** Of two things measured in turn: each pair met the same noise of the machine. */
export function ratios(a: readonly number[], b: readonly number[]): Spread {
  return spread(a.map((value, i) => value / (b[i] ?? NaN)));
}

/** `work` so many times, one after the other; what the middle one took, ms. */
export async function medianMs(times: number, work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const startedAt = performance.now();
    await work();
    took.push(performance.now() - startedAt);
  }
  return median(took);
}

function middle(sorted: readonly number[]): number {
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN;
  return (lower + upper) / 2;
}
