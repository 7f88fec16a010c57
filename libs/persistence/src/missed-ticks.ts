import { nextDueAfter, type DueDecision, type Schedule } from '@aispinner/domain';
import { skippedTick, type TickRecord } from './tick-record.ts';

/** Missed due times that get a row each; the older ones share one. */
const ROWS = 100;

/** The rows of due times that passed while no scheduler looked, oldest first. */
export function missedTicks(
  worker: Pick<TickRecord, 'tenantId' | 'workspaceId' | 'workerId' | 'version'>,
  schedule: Schedule,
  missed: NonNullable<DueDecision['missed']>,
  now: number,
): TickRecord[] {
  const together = Math.max(0, missed.count - ROWS);
  const dueAtOf = (index: number): number =>
    index === 0
      ? missed.firstDueAt
      : nextDueAfter(schedule, missed.firstDueAt) + (index - 1) * schedule.intervalMs;
  const rows: TickRecord[] = [];
  if (together > 0) {
    const dueAt = missed.firstDueAt;
    rows.push(skippedTick(worker, { dueAt, reason: 'missed', now, count: together }));
  }
  for (let index = together; index < missed.count; index++) {
    rows.push(skippedTick(worker, { dueAt: dueAtOf(index), reason: 'missed', now }));
  }
  return rows;
}
