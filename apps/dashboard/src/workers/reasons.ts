import type { KillReason, LatenessCause, SkipReason } from '@aispinner/domain';

const REASONS: Readonly<Record<SkipReason | KillReason, string>> = {
  predecessor_running: 'The tick before was still running',
  predecessor_queued: 'The tick before still waited for a runner',
  missed: 'Due while the scheduler was away',
  stale: 'The worker had been changed meanwhile',
  over_cpu_budget: 'The workspace had used up its CPU time',
  backing_off: 'A pause, as one sandbox after the other was lost',
  out_of_memory: 'Out of memory',
  crashed: 'The sandbox crashed',
  tripwire: 'Tried to leave the sandbox',
  protocol: 'The sandbox sent what it may not',
  runner_lost: 'The runner went away',
  shutdown: 'The runner was shut down',
};

export const CAUSES: Readonly<Record<LatenessCause, string>> = {
  scheduler: 'Scheduler',
  queue: 'Queue',
  predecessor: 'Tick before',
  sandbox: 'Sandbox wait',
  cold_start: 'Cold start',
};

/** Why a tick was skipped or killed, in words; a reason that is not known here as it stands. */
export function reasonInWords(reason: string): string {
  return reason in REASONS ? REASONS[reason as keyof typeof REASONS] : reason.replaceAll('_', ' ');
}
