import { CtxHost, ScratchStateStore, StateCapability } from '@aispinner/ctx';
import type { Execution } from '@aispinner/sandbox';

export interface ProgramRun {
  readonly workspaceId: string;
  readonly workerId: string;
  readonly code: string;
  readonly timeoutMs: number;
  readonly activationId?: string;
  readonly maxSandboxesPerWorkspace?: number;
}

/** A tick of a program with the real `ctx` over a state of its own, and what it logs. */
export function executionOf(run: ProgramRun): {
  readonly execution: Execution;
  readonly logs: { readonly level: string; readonly message: string }[];
  readonly state: ScratchStateStore;
} {
  const { workspaceId, workerId } = run;
  const state = new ScratchStateStore([]);
  const scope = { tenantId: 'tenant', workspaceId, workerId, fence: null };
  const logs: { level: string; message: string }[] = [];
  const execution: Execution = {
    activation: {
      id: run.activationId ?? `${workerId}@1`,
      workspaceId,
      workerId,
      name: workerId,
      version: 1,
      intervalSeconds: 1,
      code: run.code,
      isolation: 'shared',
    },
    tick: { number: 1, dueAt: new Date() },
    limits: {
      tickTimeoutMs: run.timeoutMs,
      memoryMb: 256,
      maxSandboxesPerWorkspace: run.maxSandboxesPerWorkspace ?? 2,
      logMessagesPerTick: 200,
      logBytesPerTick: 1_000_000,
    },
    capabilities: new CtxHost({ state: new StateCapability(state, scope, { maxKeys: 1000 }) }),
    onLogs: (batch) => logs.push(...batch.map(({ level, message }) => ({ level, message }))),
  };
  return { execution, logs, state };
}
