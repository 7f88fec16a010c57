import type { WorkerView } from '@aispinner/contracts';
import type { JSX } from 'react';
import { formatSpan } from '../format/duration.ts';
import { nextDueMs } from '../format/next-due.ts';
import { useNow } from '../format/use-now.ts';

/** Too short to be read as it counts. */
const SHORT_SECONDS = 3;

/** When the next tick is due; of a worker that backs off, when the pause is over. */
export function Countdown({ worker }: { worker: WorkerView }): JSX.Element {
  const nowMs = useNow();
  const { nextDueAt, effectiveIntervalSeconds, backingOffUntil } = worker;
  if (worker.status !== 'running' || nextDueAt === null) return <span className="muted">–</span>;
  const pausesUntilMs = backingOffUntil === null ? nowMs : Date.parse(backingOffUntil);
  if (pausesUntilMs > nowMs) {
    const leftMs = nextDueMs(nextDueAt, effectiveIntervalSeconds, pausesUntilMs - 1) - nowMs;
    return (
      <span title="It lost one sandbox after the other, and pauses">
        {formatSpan(leftMs + 999)}
        <span className="visually-hidden"> (pausing)</span>
      </span>
    );
  }
  if (effectiveIntervalSeconds <= SHORT_SECONDS)
    return <span>&lt; {effectiveIntervalSeconds} s</span>;
  const leftMs = nextDueMs(nextDueAt, effectiveIntervalSeconds, nowMs) - nowMs;
  return <span>{formatSpan(leftMs + 999)}</span>;
}
