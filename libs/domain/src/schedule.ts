import { stableHash } from './stable-hash.ts';

/**
 * When a worker is due. The due times of a worker form a grid on the epoch: every `t` with
 * `t mod intervalMs = phaseMs`. The grid depends on nothing but the worker, so any scheduler, after
 * any outage, computes the same due times, and a tick's due time identifies it.
 */
export interface Schedule {
  /** 1,000 to 3,600,000. */
  readonly intervalMs: number;
  /** 0 <= phaseMs < intervalMs. */
  readonly phaseMs: number;
}

/** The stable place of a worker in its interval, so that a million workers do not all fire at :00. */
export function phaseOf(workerId: string, intervalMs: number): number {
  return Math.floor((stableHash(workerId) / 2 ** 32) * intervalMs);
}

/** The schedule of a worker that ticks every `intervalSeconds`. */
export function scheduleOf(workerId: string, intervalSeconds: number): Schedule {
  const intervalMs = intervalSeconds * 1000;
  return { intervalMs, phaseMs: phaseOf(workerId, intervalMs) };
}

/** The first due time strictly after `afterMs` (epoch ms). */
export function nextDueAfter(schedule: Schedule, afterMs: number): number {
  return latestDueAt(schedule, afterMs) + schedule.intervalMs;
}

/** The last due time at or before `nowMs` (epoch ms). */
export function latestDueAt(schedule: Schedule, nowMs: number): number {
  const { intervalMs, phaseMs } = schedule;
  return Math.floor((nowMs - phaseMs) / intervalMs) * intervalMs + phaseMs;
}

/** What to do with a worker whose stored due time has come. All times epoch ms. */
export interface DueDecision {
  /** The due time to run now; null while nothing is due. */
  readonly dueAt: number | null;
  /** The due time to store. */
  readonly nextDueAt: number;
  /** Due times that passed while no scheduler looked, oldest first, as runs of grid points. */
  readonly missed: { readonly firstDueAt: number; readonly count: number } | null;
}

/**
 * One late tick after an outage, not one for each due time missed: the latest due time runs, the
 * earlier ones are reported as missed. Never early: with `storedDueAt > nowMs` nothing is due.
 */
export function decideDue(schedule: Schedule, storedDueAt: number, nowMs: number): DueDecision {
  if (storedDueAt > nowMs) return { dueAt: null, nextDueAt: storedDueAt, missed: null };
  const dueAt = Math.max(storedDueAt, latestDueAt(schedule, nowMs));
  const count = Math.round((dueAt - storedDueAt) / schedule.intervalMs);
  return {
    dueAt,
    nextDueAt: nextDueAfter(schedule, dueAt),
    missed: count > 0 ? { firstDueAt: storedDueAt, count } : null,
  };
}
