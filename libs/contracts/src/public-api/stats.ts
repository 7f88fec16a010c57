import { LATENESS_CAUSES, OUTCOMES } from '@aispinner/domain';
import { z } from 'zod';
import { instant } from './fields.ts';

const ms = z.number().nonnegative();
const percentiles = z.object({ p50: ms, p95: ms, p99: ms, max: ms });

const slice = z.object({
  counts: z.record(z.enum(OUTCOMES), z.number().int().nonnegative()),
  /** Errors, timeouts and kills among the ticks that ran, 0 to 1; null where none ran. */
  errorRate: z.number().min(0).max(1).nullable(),
  latenessMs: percentiles.nullable(),
  /** Why: the mean of each part of the lateness. They sum to the mean lateness. */
  latenessParts: z.record(z.enum(LATENESS_CAUSES), ms).nullable(),
  durationMs: percentiles.nullable(),
});

/**
 * Windows of more than an hour come out of roll-ups by the minute, which are kept for ever: their
 * percentiles are within 1%, everything else is exact.
 *
 * What became of a worker's due times in a window, as a whole and in equal slices, oldest first. */
export const statsView = z.object({
  window: z.string(),
  from: instant,
  to: instant,
  sliceSeconds: z.number().int().positive(),
  total: slice,
  series: z.array(slice.extend({ at: instant })),
});
export type StatsView = z.infer<typeof statsView>;

/** Seconds that each window spans, and the slices that it is cut into. */
export const STATS_WINDOWS = {
  '5m': { seconds: 300, sliceSeconds: 5 },
  '15m': { seconds: 900, sliceSeconds: 15 },
  '1h': { seconds: 3600, sliceSeconds: 60 },
  '6h': { seconds: 21_600, sliceSeconds: 360 },
  '24h': { seconds: 86_400, sliceSeconds: 1440 },
  '7d': { seconds: 604_800, sliceSeconds: 10_080 },
  '30d': { seconds: 2_592_000, sliceSeconds: 43_200 },
} as const;
export type StatsWindow = keyof typeof STATS_WINDOWS;

export const statsQuery = z.strictObject({
  window: z.enum(['5m', '15m', '1h', '6h', '24h', '7d', '30d']).default('1h'),
});
export type StatsQuery = z.infer<typeof statsQuery>;
