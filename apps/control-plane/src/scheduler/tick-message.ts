import type { TickLimits, TickMessage } from '@aispinner/contracts';
import type { PlanLimits } from '@aispinner/domain';
import type { DueTick } from '@aispinner/persistence';

/** What goes to a runner for a due tick that is queued at `queuedAt` (epoch ms). */
export function tickMessageOf(due: DueTick, queuedAt: number): TickMessage {
  const { plan, ...tick } = due;
  return { ...tick, queuedAt, limits: tickLimitsOf(plan) };
}

/** What a plan allows one tick. */
function tickLimitsOf(plan: PlanLimits): TickLimits {
  return {
    tickTimeoutMs: plan.tickTimeoutSeconds * 1000,
    memoryMb: plan.sandboxMemoryMb,
    cpuMsPerSecond: plan.cpuMsPerSecond,
    maxSandboxesPerWorkspace: plan.maxSandboxesPerWorkspace,
    turnWeight: plan.turnWeight,
    logMessagesPerTick: plan.logMessagesPerTick,
    logBytesPerTick: plan.logBytesPerTick,
    maxStateKeysPerWorker: plan.maxStateKeysPerWorker,
  };
}
