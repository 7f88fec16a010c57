import type { TickView } from '@aispinner/contracts';

/** How many ticks a tape shows. */
export const TAPE_TICKS = 48;

/** Puts a tick at the head of a tape that is newest first, unless it is there already or older. */
export function mergeTape(tape: readonly TickView[], tick: TickView): TickView[] {
  const head = tape[0];
  if (head !== undefined && tick.dueAt <= head.dueAt) return [...tape];
  return [tick, ...tape].slice(0, TAPE_TICKS);
}

export interface TapeBar {
  readonly tick: TickView;
  /** 0 to 1, by the logarithm of its duration among those of the tape. */
  readonly height: number;
}

/** A tape whose longest tick is less than this many times its shortest is not stretched further. */
const LEAST_SPREAD = 6;

/** Bars of a tape, oldest first. Skips are low; ticks without a duration stand at full height. */
export function tapeBars(tape: readonly TickView[]): TapeBar[] {
  const known = tape.flatMap(({ durationMs }) =>
    durationMs === null ? [] : [positive(durationMs)],
  );
  const least = known.reduce((a, b) => Math.min(a, b), Infinity);
  const most = known.reduce((a, b) => Math.max(a, b), 0);
  const spread = Math.log(Math.max(most / least, LEAST_SPREAD));
  return [...tape].reverse().map((tick) => {
    if (tick.outcome === 'skipped') return { tick, height: 0.1 };
    if (tick.durationMs === null) return { tick, height: 1 };
    return { tick, height: 0.28 + 0.72 * (Math.log(positive(tick.durationMs) / least) / spread) };
  });
}

function positive(ms: number): number {
  return Math.max(0.1, ms);
}
