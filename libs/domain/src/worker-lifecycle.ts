import { countsAsError, type OutcomeKind } from './outcome.ts';
import { nextDueAfter, scheduleOf } from './schedule.ts';

/**
 * The life of a worker.
 *
 *   stopped --start--> running --stop--> stopped
 *   running --maxErrors consecutive errors--> failed --start--> running
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
  readonly status: WorkerStatus;
  /** Null: keep the reason that stands. */
  readonly statusReason: string | null;
}

/** Skips change nothing; `ok` clears the count; the `maxErrors`-th error in a row fails the worker. */
export function afterOutcome(
  worker: WorkerFacts,
  kind: OutcomeKind,
  reason: string | null,
  summary: string | null,
): Aftermath {
  if (kind === 'ok') return { consecutiveErrors: 0, status: worker.status, statusReason: null };
  if (!countsAsError(kind, reason)) {
    return {
      consecutiveErrors: worker.consecutiveErrors,
      status: worker.status,
      statusReason: null,
    };
  }
  const consecutiveErrors = worker.consecutiveErrors + 1;
  if (worker.status !== 'running' || consecutiveErrors < worker.maxErrors) {
    return { consecutiveErrors, status: worker.status, statusReason: null };
  }
  const last = summary ?? (reason === null ? kind : `${kind} (${reason})`);
  return {
    consecutiveErrors,
    status: 'failed',
    statusReason: `Stopped after ${consecutiveErrors} errors in a row. The last: ${last}`,
  };
}
