import type { CodeProblem, GuestError, LoadResult, RunResult } from '@aispinner/contracts';
import { unreachable, type KillReason } from '@aispinner/domain';
import type { WorkerActivation } from './execution.ts';
import type { Answer, RunHost } from './sandbox.ts';
import type { Slot } from './slot.ts';

/** How one of the worker's functions, or the loading of its code, went. */
export type PhaseEnd =
  | { readonly kind: 'ok' }
  | { readonly kind: 'refused'; readonly problems: readonly CodeProblem[] }
  | { readonly kind: 'error'; readonly error: GuestError }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'died'; readonly reason: KillReason };

const UNLOAD_TIMEOUT_MS = 5000;

/** Gets the activation into the sandbox, its `setup` done. Says in which phase it ended. */
export async function prepareActivation(
  slot: Slot,
  activation: WorkerActivation,
  host: RunHost,
  timeoutMs: number,
): Promise<{ readonly phase: 'load' | 'setup'; readonly end: PhaseEnd }> {
  const older = slot.loaded.get(activation.workerId);
  if (older !== undefined) {
    slot.loaded.delete(activation.workerId);
    slot.stale.add(older.activationId);
  }
  for (const activationId of slot.stale) {
    slot.stale.delete(activationId);
    const answer = await slot.sandbox.unload(activationId, UNLOAD_TIMEOUT_MS);
    // A finalizer of the old code that hangs or kills is not this worker's fault, yet it ends here.
    if (answer.kind !== 'answered')
      return { phase: 'load', end: { kind: 'died', reason: 'crashed' } };
  }
  const load = await slot.sandbox.load(activation, host, timeoutMs);
  const loadEnd = endOf(load);
  if (load.kind !== 'answered' || !load.result.ok) return { phase: 'load', end: loadEnd };
  const { has } = load.result;
  if (has.setup) {
    const setup = await slot.sandbox.run(activation.id, { fn: 'setup' }, host, timeoutMs);
    const end = endOf(setup);
    if (end.kind !== 'ok') {
      slot.stale.add(activation.id);
      return { phase: 'setup', end };
    }
  }
  slot.loaded.set(activation.workerId, {
    activationId: activation.id,
    hasOnError: has.onError,
  });
  return { phase: 'setup', end: { kind: 'ok' } };
}

export function endOf(answer: Answer<LoadResult | RunResult>): PhaseEnd {
  switch (answer.kind) {
    case 'answered':
      if (answer.result.ok) return { kind: 'ok' };
      if ('problems' in answer.result) return { kind: 'refused', problems: answer.result.problems };
      return { kind: 'error', error: answer.result.error };
    case 'timeout':
      return { kind: 'timeout' };
    case 'died':
      return { kind: 'died', reason: answer.reason };
    default:
      return unreachable(answer);
  }
}
