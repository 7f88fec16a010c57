import { pauseAfterLosses } from './back-off.ts';
import { costsSandbox, countsAsError, type OutcomeKind } from './outcome.ts';
import { nextDueAfter, scheduleOf } from './schedule.ts';

/**
 * The life of a worker.
 *
 *   stopped --start--> running --stop--> stopped
 *   running --maxErrors consecutive errors--> failed --start, deploy--> running
 *   any --tenant suspended--> suspended --tenant resumed--> stopped
 *
 * `activation` counts starts and deploys: a sandbox that holds an older one is not used again, which
 * is how `restart` gives a fresh `setup` without a message to every runner.
 */
export const WORKER_STATUSES = ['stopped', 'running', 'failed', 'suspended'] as const;
export type WorkerStatus = (typeof WORKER_STATUSES)[number];

export interface WorkerFacts {
  readonly id: string;
  readonly status: WorkerStatus;
  readonly tickIntervalSeconds: number;
  readonly maxErrors: number;
  readonly consecutiveErrors: number;
  /** Since its last `ok`, start or deploy. */
  readonly sandboxesLost: number;
}

/** The interval that a worker really ticks at: its own, but no shorter than its plan allows. Seconds. */
export function effectiveIntervalSeconds(
  tickIntervalSeconds: number,
  planMinTickIntervalSeconds: number,
): number {
  return Math.max(tickIntervalSeconds, planMinTickIntervalSeconds);
}

/** The first due time of a worker that starts, or whose interval changes, at `nowMs`. Epoch ms. */
export function firstDueAt(workerId: string, intervalSeconds: number, nowMs: number): number {
  return nextDueAfter(scheduleOf(workerId, intervalSeconds), nowMs);
}

/** What an outcome makes of its worker. */
export interface Aftermath {
  readonly consecutiveErrors: number;
  readonly sandboxesLost: number;
  /** How long it pauses from now on, ms; 0: not at all, as one that does not run. */
  readonly pauseMs: number;
  readonly status: WorkerStatus;
  /** Null: keep the reason that stands. */
  readonly statusReason: string | null;
}

/**
 * Skips change nothing; `ok` clears the counts; the `maxErrors`-th error in a row fails the worker. Each
 * sandbox that it loses lengthens the pause before its next tick; an exception neither adds to that nor
 * makes up for it.
 */
export function afterOutcome(
  worker: WorkerFacts,
  kind: OutcomeKind,
  reason: string | null,
  summary: string | null,
): Aftermath {
  const { status } = worker;
  const goesOn = { status, statusReason: null };
  if (kind === 'ok') return { ...goesOn, consecutiveErrors: 0, sandboxesLost: 0, pauseMs: 0 };
  const lost = costsSandbox(kind, reason) ? 1 : 0;
  const sandboxesLost = worker.sandboxesLost + lost;
  const consecutiveErrors = worker.consecutiveErrors + (countsAsError(kind, reason) ? 1 : 0);
  const counts = { consecutiveErrors, sandboxesLost, pauseMs: 0 };
  if (status !== 'running') return { ...goesOn, ...counts };
  if (consecutiveErrors === worker.consecutiveErrors || consecutiveErrors < worker.maxErrors) {
    return { ...goesOn, ...counts, pauseMs: lost === 0 ? 0 : pauseAfterLosses(sandboxesLost) };
  }
  const last = summary ?? (reason === null ? kind : `${kind} (${reason})`);
  const statusReason = `Stopped after ${consecutiveErrors} errors in a row. The last: ${last}`;
  return { ...counts, status: 'failed', statusReason };
}
