const DAY_MS = 86_400_000;

/** Ticks that are kept equally long, of one stretch of time. */
export interface TickPartition {
  readonly retentionDays: number;
  /** Due from `fromMs` to before `toMs`; epoch ms, whole days. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface PartitionPlan {
  readonly create: readonly TickPartition[];
  /** Those in which nothing is left to keep. */
  readonly drop: readonly TickPartition[];
}

/** Made ahead this long, so that a night without a scheduler leaves no tick without its partition, ms. */
const AHEAD_MS = 2 * DAY_MS;

/** Longer kept, in wider pieces: some ten to twenty partitions a class, whatever its retention. */
export function spanDays(retentionDays: number): number {
  if (retentionDays <= 14) return 1;
  return retentionDays <= 100 ? 7 : 28;
}

/**
 * What is missing, and what is over. `classes`: each retention that a plan has, in days. Every instant
 * from a day ago to two days ahead is in one partition of each class afterwards.
 */
export function planTickPartitions(
  classes: readonly number[],
  existing: readonly TickPartition[],
  now: { readonly createMs: number; readonly dropMs: number },
): PartitionPlan {
  const create = [...new Set(classes)].flatMap((retentionDays) => {
    const there = existing.filter((p) => p.retentionDays === retentionDays);
    return missingOf(retentionDays, there, now.createMs);
  });
  const drop = existing.filter((p) => p.toMs + p.retentionDays * DAY_MS <= now.dropMs);
  return { create, drop };
}

function missingOf(
  retentionDays: number,
  existing: readonly TickPartition[],
  nowMs: number,
): TickPartition[] {
  const spanMs = spanDays(retentionDays) * DAY_MS;
  const missing: TickPartition[] = [];
  // Spans lie on a grid; one made under another width is gone round.
  let fromMs = Math.floor((nowMs - DAY_MS) / spanMs) * spanMs;
  while (fromMs <= nowMs + AHEAD_MS) {
    const at = fromMs;
    const covering = existing.find((p) => p.fromMs <= at && at < p.toMs);
    if (covering !== undefined) {
      fromMs = covering.toMs;
      continue;
    }
    const next = existing.filter((p) => p.fromMs > at).map((p) => p.fromMs);
    const toMs = Math.min((Math.floor(at / spanMs) + 1) * spanMs, ...next);
    missing.push({ retentionDays, fromMs, toMs });
    fromMs = toMs;
  }
  return missing;
}

/** `ticks_7d_20261124_20261125`: the name says all that there is to know of a partition. */
export function nameOf(partition: TickPartition): string {
  const { retentionDays, fromMs, toMs } = partition;
  return `ticks_${retentionDays}d_${dayText(fromMs)}_${dayText(toMs)}`;
}

/** Null for a table that is no such partition. */
export function partitionOf(name: string): TickPartition | null {
  const [, days, from, to] = /^ticks_(\d+)d_(\d{8})_(\d{8})$/.exec(name) ?? [];
  if (days === undefined || from === undefined || to === undefined) return null;
  return { retentionDays: Number(days), fromMs: dayOf(from), toMs: dayOf(to) };
}

function dayText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10).replaceAll('-', '');
}

function dayOf(text: string): number {
  return Date.UTC(Number(text.slice(0, 4)), Number(text.slice(4, 6)) - 1, Number(text.slice(6)));
}
