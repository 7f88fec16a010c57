import type { WorkerView } from '@aispinner/contracts';
import type { JSX } from 'react';
import { formatSpan } from '../format/duration.ts';
import { nextDueMs } from '../format/next-due.ts';
import { useNow } from '../format/use-now.ts';

/** Too short to be read as it counts. */
const SHORT_SECONDS = 3;

/** When the next tick is due. */
export function Countdown({ worker }: { worker: WorkerView }): JSX.Element {
  const nowMs = useNow();
  const { nextDueAt, effectiveIntervalSeconds } = worker;
  if (worker.status !== 'running' || nextDueAt === null) return <span className="muted">–</span>;
  if (effectiveIntervalSeconds <= SHORT_SECONDS)
    return <span>&lt; {effectiveIntervalSeconds} s</span>;
  const leftMs = nextDueMs(nextDueAt, effectiveIntervalSeconds, nowMs) - nowMs;
  return <span>{formatSpan(leftMs + 999)}</span>;
}
