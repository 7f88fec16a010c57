import type { WorkerView } from '@aispinner/contracts';
import type { JSX } from 'react';
import { formatSpan } from '../format/duration.ts';
import { useNow } from '../format/use-now.ts';
import { lifeOf, nextTickMs } from './life.ts';

/** Too short to be read as it counts. */
const SHORT_SECONDS = 3;

/** When the next tick is due; of a worker that backs off, the first one after its pause. */
export function Countdown({ worker }: { worker: WorkerView }): JSX.Element {
  const nowMs = useNow();
  const nextMs = nextTickMs(worker, nowMs);
  if (nextMs === null) return <span className="muted">–</span>;
  const { effectiveIntervalSeconds } = worker;
  if (effectiveIntervalSeconds <= SHORT_SECONDS && lifeOf(worker, nowMs) === 'running')
    return <span>&lt; {effectiveIntervalSeconds} s</span>;
  return <span>{formatSpan(nextMs - nowMs + 999)}</span>;
}
