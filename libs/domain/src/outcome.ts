import { unreachable } from './unreachable.ts';

/** How a tick ended. `skipped` never ran; all others ran, or tried to. */
export const OUTCOMES = ['ok', 'error', 'timeout', 'killed', 'skipped'] as const;
export type OutcomeKind = (typeof OUTCOMES)[number];

export const SKIP_REASONS = [
  /** Its predecessor was still running at its due time. */
  'predecessor_running',
  /** Its predecessor had not begun at its due time: no runner was free. */
  'predecessor_queued',
  /** It passed while no scheduler was looking; the row may stand for `count` due times. */
  'missed',
  /** It reached a runner after its worker was stopped, redeployed or rescheduled. */
  'stale',
  /** Its workspace had used up the CPU time of its plan. */
  'over_cpu_budget',
  /** Its worker had lost several sandboxes in a row, and pauses. */
  'backing_off',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

export const KILL_REASONS = [
  'out_of_memory',
  /** The sandbox process ended by itself: interpreter fault, native stack overflow. */
  'crashed',
  /** The guest called what the gate has cut. */
  'tripwire',
  /** The guest sent what is not in the protocol. */
  'protocol',
  /** The runner that had begun the tick went away; the tick is not run again. */
  'runner_lost',
  /** The runner was told to stop and the tick did not end in time. */
  'shutdown',
] as const;
export type KillReason = (typeof KILL_REASONS)[number];

/** An error of the author's code, bounded, with a traceback of their lines only. */
export interface WorkerError {
  readonly type: string;
  readonly message: string;
  readonly traceback: string;
}

export type Outcome =
  | { readonly kind: 'ok' }
  | { readonly kind: 'error'; readonly reason: 'out_of_memory' | null; readonly error: WorkerError }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'killed'; readonly reason: KillReason }
  | { readonly kind: 'skipped'; readonly reason: SkipReason };

/** Whether the outcome is a fault of the worker, and so counts towards `maxErrors`. */
export function countsAsError(kind: OutcomeKind, reason: string | null): boolean {
  switch (kind) {
    case 'ok':
    case 'skipped':
      return false;
    case 'error':
    case 'timeout':
      return true;
    case 'killed':
      return reason !== 'runner_lost' && reason !== 'shutdown';
    default:
      return unreachable(kind);
  }
}

/** Whether the worker has cost us the sandbox that it ran in. What we end ourselves, and plain exceptions, do not. */
export function costsSandbox(kind: OutcomeKind, reason: string | null): boolean {
  // WebAssembly gives no memory back: after a MemoryError the sandbox is done, too.
  if (kind === 'error') return reason === 'out_of_memory';
  return countsAsError(kind, reason);
}
