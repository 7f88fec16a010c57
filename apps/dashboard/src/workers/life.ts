import type { WorkerView } from '@aispinner/contracts';
import { isInPause, type WorkerStatus } from '@aispinner/domain';
import { nextDueMs } from '../format/next-due.ts';

/** What a worker is doing, for the eye: its status, or that it runs and pauses. */
export type Life = WorkerStatus | 'backing_off';

export type LifeFacts = Pick<
  WorkerView,
  'status' | 'nextDueAt' | 'effectiveIntervalSeconds' | 'backingOffUntil'
>;

/** Its due times in the pause are skipped; `nowMs` is epoch ms. */
export function lifeOf({ status, backingOffUntil }: LifeFacts, nowMs: number): Life {
  const untilMs = backingOffUntil === null ? null : Date.parse(backingOffUntil);
  return status === 'running' && isInPause(nowMs, untilMs) ? 'backing_off' : status;
}

/** When a worker ticks next: its first due time that no pause covers. Epoch ms; null unless it runs. */
export function nextTickMs(worker: LifeFacts, nowMs: number): number | null {
  const { status, nextDueAt, effectiveIntervalSeconds, backingOffUntil } = worker;
  if (status !== 'running' || nextDueAt === null) return null;
  // A due time at the very end of the pause is out of it.
  const fromMs =
    backingOffUntil === null ? nowMs : Math.max(nowMs, Date.parse(backingOffUntil) - 1);
  return nextDueMs(nextDueAt, effectiveIntervalSeconds, fromMs);
}
