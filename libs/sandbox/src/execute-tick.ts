import type { CodeProblem, GuestError } from '@aispinner/contracts';
import { unreachable, type KillReason } from '@aispinner/domain';
import type { Execution, ExecutionResult } from './execution.ts';
import { LogCollector, storable } from './log-collector.ts';
import { runOnError } from './run-on-error.ts';
import { endOf, prepareActivation, type PhaseEnd } from './run-phases.ts';
import type { RunHost } from './sandbox.ts';
import { takeCpuMs, type Slot } from './slot.ts';
import { isMemoryError, joinSignals, onSlot, type SlotSource } from './slot-source.ts';

type Phase = ExecutionResult['phase'];
type Verdict = Pick<ExecutionResult, 'outcome' | 'reason' | 'error' | 'problems'>;

/**
 * One tick from a sandbox to its outcome: load and `setup` where the sandbox does not hold the
 * activation yet, `tick`, then `on_error` where `tick` raised or was ended. Each has the tick's limit.
 * Rejects only when no sandbox can be had.
 */
export async function executeTick(
  execution: Execution,
  source: SlotSource,
): Promise<ExecutionResult> {
  const { stop, letGo } = joinSignals(source.closing, execution.signal);
  const logs = new LogCollector(execution.limits, (batch) => execution.onLogs(batch));
  try {
    return await executeUntil(stop, execution, source, logs);
  } finally {
    letGo();
    logs.close();
  }
}

async function executeUntil(
  stop: AbortSignal,
  execution: Execution,
  source: SlotSource,
  logs: LogCollector,
): Promise<ExecutionResult> {
  const meter = { capabilityMs: 0, capabilityCalls: 0 };
  const host: RunHost = {
    capabilities: execution.capabilities,
    onLog: (level, message) => logs.add(level, message),
    onFlush: () => logs.flush(),
    onCall(durationMs) {
      meter.capabilityMs += durationMs;
      meter.capabilityCalls += 1;
    },
  };
  let slot: Slot;
  try {
    slot = await source.acquire(stop);
  } catch (error) {
    if (!stop.aborted) throw error;
    return notRun(stop.reason as KillReason);
  }
  const onError = { execution, source, stop, host, logs };
  let run: PhasesRun;
  let result: Omit<ExecutionResult, 'totalCpuMs'>;
  let onErrorCpuMs: number | null = 0;
  try {
    run = await onSlot(slot, stop, () => runPhases(execution, slot, host));
    // Taken before `on_error`, which costs the worker but not the tick.
    result = { ...run.facts, ...verdictOf(run.end), ...meter };
    if (run.phase === 'tick' && run.end.kind === 'error' && run.hasOnError) {
      const { startedAt } = run.facts;
      onErrorCpuMs = await runOnError({ ...onError, slot, startedAt, end: run.end });
    }
  } finally {
    source.release(slot);
  }
  const wasStopped = run.end.kind === 'timeout' || run.end.kind === 'died';
  if (run.phase === 'tick' && wasStopped && run.hasOnError && !stop.aborted) {
    const { startedAt } = run.facts;
    onErrorCpuMs = await runOnError({ ...onError, slot: null, startedAt, end: run.end });
  }
  const { cpuMs } = result;
  const totalCpuMs = cpuMs === null || onErrorCpuMs === null ? null : cpuMs + onErrorCpuMs;
  return { ...result, totalCpuMs };
}

interface PhasesRun {
  readonly phase: Phase;
  readonly end: PhaseEnd;
  readonly hasOnError: boolean;
  readonly facts: Omit<
    ExecutionResult,
    keyof Verdict | 'capabilityMs' | 'capabilityCalls' | 'totalCpuMs'
  >;
}

async function runPhases(execution: Execution, slot: Slot, host: RunHost): Promise<PhasesRun> {
  const { activation, limits, tick } = execution;
  const acquiredAt = new Date();
  const acquired = performance.now();
  const isReused = slot.loaded.get(activation.workerId)?.activationId === activation.id;
  const prepared = isReused
    ? { phase: 'tick' as const, end: { kind: 'ok' } as const }
    : await prepareActivation(slot, activation, host, limits.tickTimeoutMs);
  let { phase, end }: { phase: Phase; end: PhaseEnd } = prepared;
  const hasOnError = slot.loaded.get(activation.workerId)?.hasOnError === true;
  const startedAt = new Date();
  const started = performance.now();
  if (end.kind === 'ok') {
    phase = 'tick';
    execution.onStarted?.(startedAt);
    const request = { fn: 'tick', tick, startedAt } as const;
    end = endOf(await slot.sandbox.run(activation.id, request, host, limits.tickTimeoutMs));
  }
  const durationMs = performance.now() - started;
  return {
    phase,
    end,
    hasOnError,
    facts: {
      phase,
      acquiredAt,
      startedAt,
      endedAt: new Date(startedAt.getTime() + Math.round(durationMs)),
      durationMs,
      cpuMs: takeCpuMs(slot),
      coldStartMs: isReused ? 0 : started - acquired,
      activationReused: isReused,
    },
  };
}

function verdictOf(end: PhaseEnd): Verdict {
  const none = { reason: null, error: null, problems: [] };
  switch (end.kind) {
    case 'ok':
      return { ...none, outcome: 'ok' };
    case 'refused':
      return { ...none, outcome: 'error', error: refusal(end.problems), problems: end.problems };
    case 'error': {
      const reason = isMemoryError(end) ? 'out_of_memory' : null;
      return { ...none, outcome: 'error', reason, error: storableError(end.error) };
    }
    case 'timeout':
      return { ...none, outcome: 'timeout' };
    case 'died':
      return { ...none, outcome: 'killed', reason: end.reason };
    default:
      return unreachable(end);
  }
}

/** What Python calls it when it finds the same; the rest is our own rule. */
const REFUSAL_TYPES: Readonly<Record<string, string>> = {
  syntax: 'SyntaxError',
  import: 'ImportError',
  tick: 'TypeError',
};

function refusal(problems: readonly CodeProblem[]): GuestError {
  const first = problems[0];
  const message =
    first === undefined ? 'The code was refused.' : `line ${first.line}: ${first.message}`;
  const type = REFUSAL_TYPES[first?.code ?? ''] ?? 'CodeRefused';
  return { type, message: storable(message), traceback: '' };
}

function storableError(error: GuestError): GuestError {
  return {
    type: storable(error.type),
    message: storable(error.message),
    traceback: storable(error.traceback),
  };
}

/** It was ended while it waited for a sandbox. */
function notRun(reason: KillReason): ExecutionResult {
  const now = new Date();
  return {
    ...verdictOf({ kind: 'died', reason }),
    phase: 'load',
    acquiredAt: now,
    startedAt: now,
    endedAt: now,
    durationMs: 0,
    cpuMs: null,
    totalCpuMs: null,
    coldStartMs: 0,
    capabilityMs: 0,
    capabilityCalls: 0,
    activationReused: false,
  };
}
