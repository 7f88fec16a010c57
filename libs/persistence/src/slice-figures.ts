import type { LatenessParts, OutcomeKind } from '@aispinner/domain';

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Slices of equal length, oldest first. */
export interface StatsWindow {
  readonly from: Date;
  readonly sliceSeconds: number;
  readonly slices: number;
}

/** What is known of one slice, or, where `slice` is null, of the whole window. */
export interface SliceFigures {
  readonly slice: number | null;
  readonly counts: Readonly<Record<OutcomeKind, number>>;
  readonly faults: number;
  readonly latenessMs: Percentiles | null;
  readonly latenessParts: LatenessParts | null;
  readonly durationMs: Percentiles | null;
}
