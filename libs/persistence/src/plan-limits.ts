import type { PlanLimits } from '@aispinner/domain';

export interface TenantPlan {
  readonly id: string;
  readonly name: string;
  readonly limits: PlanLimits;
}

/** A row of `plans`, as the rules know it. */
export function planOf(row: { id: string; name: string } & PlanLimits): TenantPlan {
  const { id, name } = row;
  return { id, name, limits: limitsOfRow(row) };
}

/** The limits out of a row that has more than them. */
export function limitsOfRow(row: PlanLimits): PlanLimits {
  return {
    maxWorkspaces: row.maxWorkspaces,
    maxWorkersPerWorkspace: row.maxWorkersPerWorkspace,
    minTickIntervalSeconds: row.minTickIntervalSeconds,
    maxSandboxesPerWorkspace: row.maxSandboxesPerWorkspace,
    turnWeight: row.turnWeight,
    sandboxMemoryMb: row.sandboxMemoryMb,
    cpuMsPerSecond: row.cpuMsPerSecond,
    tickTimeoutSeconds: row.tickTimeoutSeconds,
    maxStateKeysPerWorker: row.maxStateKeysPerWorker,
    logMessagesPerTick: row.logMessagesPerTick,
    logBytesPerTick: row.logBytesPerTick,
    logRetentionHours: row.logRetentionHours,
    tickRetentionHours: row.tickRetentionHours,
    maxApiKeys: row.maxApiKeys,
  };
}
