/** The instants of one tick, epoch ms, in the order in which they happen. */
export interface TickInstants {
  readonly dueAt: number;
  /** The scheduler put it on the queue. */
  readonly queuedAt: number;
  /** A runner took it from the queue. */
  readonly receivedAt: number;
  /** A sandbox was ready for it. */
  readonly acquiredAt: number;
  /** `tick` began, after load and `setup` where those were needed. */
  readonly startedAt: number;
}

export const LATENESS_CAUSES = ['scheduler', 'queue', 'sandbox', 'cold_start'] as const;
export type LatenessCause = (typeof LATENESS_CAUSES)[number];

/** The parts sum to the lateness. All ms. */
export interface Lateness {
  readonly totalMs: number;
  readonly parts: Readonly<Record<LatenessCause, number>>;
  /** The largest part, or null while the tick is less than `ON_TIME_MS` late. */
  readonly cause: LatenessCause | null;
}

/** Below this nobody is told a cause: it is the ordinary cost of a tick. */
export const ON_TIME_MS = 25;

/** Splits why a tick began after its due time. Clocks of two machines may disagree: no part is negative. */
export function explainLateness(at: TickInstants): Lateness {
  const queued = Math.max(at.queuedAt, at.dueAt);
  const received = Math.max(at.receivedAt, queued);
  const acquired = Math.max(at.acquiredAt, received);
  const started = Math.max(at.startedAt, acquired);
  const parts = {
    scheduler: queued - at.dueAt,
    queue: received - queued,
    sandbox: acquired - received,
    cold_start: started - acquired,
  };
  const totalMs = started - at.dueAt;
  const largest = LATENESS_CAUSES.reduce((a, b) => (parts[b] > parts[a] ? b : a));
  return { totalMs, parts, cause: totalMs < ON_TIME_MS ? null : largest };
}
