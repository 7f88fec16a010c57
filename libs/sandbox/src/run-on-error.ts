import type { GuestError } from '@aispinner/contracts';
import { unreachable } from '@aispinner/domain';
import type { Execution } from './execution.ts';
import type { LogCollector } from './log-collector.ts';
import { endOf, prepareActivation, type PhaseEnd } from './run-phases.ts';
import type { RunHost } from './sandbox.ts';
import { takeCpuMs, type Slot } from './slot.ts';
import { onSlot, type SlotSource } from './slot-source.ts';

export interface OnErrorParts {
  readonly execution: Execution;
  readonly source: SlotSource;
  readonly stop: AbortSignal;
  /** Where `tick` ran; null when that sandbox was ended. */
  readonly slot: Slot | null;
  readonly host: RunHost;
  readonly logs: LogCollector;
  /** When `tick` began, and how it ended. */
  readonly startedAt: Date;
  readonly end: PhaseEnd;
}

/**
 * Calls the worker's `on_error`: in the same sandbox after an exception, in a fresh one, loaded and
 * set up anew, after the sandbox was ended. What it does changes no outcome; its own failure is a
 * line in the worker's log. Never rejects. Returns the CPU time that it took, in ms.
 */
export async function runOnError(parts: OnErrorParts): Promise<number | null> {
  const { execution, source, stop, end, logs } = parts;
  const error = tickError(end, execution.limits.tickTimeoutMs);
  if (error === null) return 0;
  if (parts.slot !== null) {
    logFailure(logs, execution, (await callOn(parts, parts.slot, error)).end);
    return takeCpuMs(parts.slot);
  }
  let fresh: Slot;
  try {
    fresh = await source.acquire(stop);
  } catch {
    logs.addNotice('error', 'on_error() was not called: no sandbox was to be had.');
    return 0;
  }
  try {
    logFailure(logs, execution, (await callOn(parts, fresh, error)).end);
    return takeCpuMs(fresh);
  } finally {
    source.release(fresh);
  }
}

async function callOn(
  { execution, stop, host, startedAt }: OnErrorParts,
  slot: Slot,
  error: GuestError,
): Promise<{ readonly end: PhaseEnd }> {
  const { activation, limits, tick } = execution;
  return onSlot(slot, stop, async () => {
    if (slot.loaded.get(activation.workerId)?.activationId !== activation.id) {
      const prepared = await prepareActivation(slot, activation, host, limits.tickTimeoutMs);
      if (prepared.end.kind !== 'ok') return { end: prepared.end };
    }
    const request = { fn: 'on_error', tick, startedAt, error } as const;
    return {
      end: endOf(await slot.sandbox.run(activation.id, request, host, limits.tickTimeoutMs)),
    };
  });
}

/** What `on_error` is told. Null when nothing went wrong. */
function tickError(end: PhaseEnd, timeoutMs: number): GuestError | null {
  switch (end.kind) {
    case 'error':
      return end.error;
    case 'timeout':
      return {
        type: 'TimeoutError',
        message: `tick() ran longer than its limit of ${timeoutMs / 1000} s and was stopped.`,
        traceback: '',
      };
    case 'died':
      return end.reason === 'out_of_memory'
        ? { type: 'MemoryError', message: 'tick() ran out of memory.', traceback: '' }
        : {
            type: 'RuntimeError',
            message: `tick() was ended with its sandbox: ${end.reason}.`,
            traceback: '',
          };
    case 'ok':
    case 'refused':
      return null;
    default:
      return unreachable(end);
  }
}

function logFailure(logs: LogCollector, execution: Execution, end: PhaseEnd): void {
  switch (end.kind) {
    case 'ok':
      return;
    case 'error':
      logs.addNotice('error', `on_error() failed: ${end.error.traceback || end.error.message}`);
      return;
    case 'timeout': {
      const seconds = execution.limits.tickTimeoutMs / 1000;
      logs.addNotice('error', `on_error() ran longer than its limit of ${seconds} s.`);
      return;
    }
    case 'died':
      logs.addNotice('error', `on_error() was ended with its sandbox: ${end.reason}.`);
      return;
    case 'refused':
      logs.addNotice('error', 'on_error() was not called: the code was refused.');
      return;
    default:
      unreachable(end);
  }
}
