import type { KillReason } from '@aispinner/domain';
import type { PhaseEnd } from './run-phases.ts';
import type { Slot } from './slot.ts';

/** Where the sandboxes of an execution come from. */
export interface SlotSource {
  /** Waits for one. Rejects when `signal` ends the wait or none can be had. */
  acquire(signal?: AbortSignal): Promise<Slot>;
  /** Gives it back. A sandbox that is spent, or gone, is given back all the same. */
  release(slot: Slot): void;
  /** Aborted with the reason when the pool closes. */
  readonly closing: AbortSignal;
}

/** Does work in a sandbox, which `stop` ends at once. Marks one that must not be used again. */
export async function onSlot<T extends { readonly end: PhaseEnd }>(
  slot: Slot,
  stop: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const kill = (): void => slot.sandbox.kill(stop.reason as KillReason);
  stop.addEventListener('abort', kill, { once: true });
  if (stop.aborted) kill();
  let isWhole = false;
  try {
    const result = await work();
    isWhole = isReusableAfter(result.end);
    return result;
  } finally {
    stop.removeEventListener('abort', kill);
    if (!isWhole) slot.isSpent = true;
  }
}

/** WebAssembly gives no memory back, so a sandbox that has filled it is done. */
function isReusableAfter(end: PhaseEnd): boolean {
  return end.kind !== 'timeout' && end.kind !== 'died' && !isMemoryError(end);
}

export function isMemoryError(end: PhaseEnd): boolean {
  return end.kind === 'error' && end.error.type === 'MemoryError';
}

/** As `AbortSignal.any`, but lets go of a signal that lives long, here the pool's, once done. */
export function joinSignals(
  closing: AbortSignal,
  signal: AbortSignal | undefined,
): { readonly stop: AbortSignal; readonly letGo: () => void } {
  const controller = new AbortController();
  const sources = signal === undefined ? [closing] : [closing, signal];
  const abort = (): void => {
    controller.abort(sources.find((source) => source.aborted)?.reason);
  };
  for (const source of sources) source.addEventListener('abort', abort, { once: true });
  if (sources.some((source) => source.aborted)) abort();
  return {
    stop: controller.signal,
    letGo: () => {
      for (const source of sources) source.removeEventListener('abort', abort);
    },
  };
}
