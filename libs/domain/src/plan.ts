/**
 * What a tenant may use. Plans are rows, not code: this is their shape, and the bounds that no plan
 * can exceed stand in `limits.ts`.
 */
export interface PlanLimits {
  readonly maxWorkspaces: number;
  readonly maxWorkersPerWorkspace: number;
  /** No worker of the plan ticks more often, whatever it asks for. Seconds. */
  readonly minTickIntervalSeconds: number;
  /** Sandbox processes that a workspace may hold at once. */
  readonly maxSandboxesPerWorkspace: number;
  /** Turns that a workspace gets where ticks wait, for each turn of one with weight 1. */
  readonly turnWeight: number;
  readonly sandboxMemoryMb: number;
  /** CPU time that the sandboxes of a workspace may use, in ms for each second, on average. */
  readonly cpuMsPerSecond: number;
  readonly tickTimeoutSeconds: number;
  readonly maxStateKeysPerWorker: number;
  readonly logMessagesPerTick: number;
  readonly logBytesPerTick: number;
  readonly logRetentionHours: number;
  readonly tickRetentionHours: number;
  readonly maxApiKeys: number;
}

/** A limit that a request would exceed: a return value, for refusals are expected. */
export interface OverQuota {
  readonly quota: keyof PlanLimits;
  readonly limit: number;
}

/** Null while one more fits. */
export function overQuota(
  quota: keyof PlanLimits,
  limits: PlanLimits,
  used: number,
): OverQuota | null {
  return used < limits[quota] ? null : { quota, limit: limits[quota] };
}
