/** The instants of one tick, epoch ms, in the order in which they happen. */
export interface TickInstants {
  readonly dueAt: number;
  /** The scheduler put it on the queue (the scheduler's clock). */
  readonly queuedAt: number;
  /** A runner took it from the queue (from here on the runner's clock). */
  readonly receivedAt: number;
  /**
   * Its worker was free for it: the tick before had ended. Null where that was so when it was received,
   * which is nearly always.
   */
  readonly freedAt: number | null;
  /** A sandbox was ready for it. */
  readonly acquiredAt: number;
  /** `tick` began, after load and `setup` where those were needed. */
  readonly startedAt: number;
}

export const LATENESS_CAUSES = [
  'scheduler',
  'queue',
  'predecessor',
  'sandbox',
  'cold_start',
] as const;
export type LatenessCause = (typeof LATENESS_CAUSES)[number];

export type LatenessParts = Readonly<Record<LatenessCause, number>>;

/** The parts sum to the lateness. All ms. */
export interface Lateness {
  /** From the due time to the start. */
  readonly totalMs: number;
  readonly parts: LatenessParts;
  /** The largest part, or null while the tick is less than `ON_TIME_MS` late. */
  readonly cause: LatenessCause | null;
}

/** Below this nobody is told a cause: it is the ordinary cost of a tick. */
export const ON_TIME_MS = 25;

/**
 * Splits why a tick began after its due time. Each instant is read where it happens, so the clocks of
 * two machines are in it, and those may disagree. The lateness itself is the runner's word alone; an
 * instant that lies outside of it, or before one that came earlier, is moved to the nearest that does
 * not: a clock that is off shifts time between `scheduler` and `queue`, and adds none.
 */
export function explainLateness(at: TickInstants): Lateness {
  const started = Math.max(at.startedAt, at.dueAt);
  const after = (earlier: number, instant: number): number =>
    Math.min(Math.max(instant, earlier), started);
  const queued = after(at.dueAt, at.queuedAt);
  const received = after(queued, at.receivedAt);
  const freed = after(received, at.freedAt ?? received);
  const acquired = after(freed, at.acquiredAt);
  const parts = {
    scheduler: queued - at.dueAt,
    queue: received - queued,
    predecessor: freed - received,
    sandbox: acquired - freed,
    cold_start: started - acquired,
  };
  const totalMs = started - at.dueAt;
  const largest = LATENESS_CAUSES.reduce((a, b) => (parts[b] > parts[a] ? b : a));
  return { totalMs, parts, cause: totalMs < ON_TIME_MS ? null : largest };
}
