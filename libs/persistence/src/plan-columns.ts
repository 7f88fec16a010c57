/** Columns of `plans`, as SQL reads them into the fields of `PlanLimits`; `p` is the alias of the table. */
export const PLAN_COLUMNS = `
  p.max_workspaces AS "maxWorkspaces",
  p.max_workers_per_workspace AS "maxWorkersPerWorkspace",
  p.min_tick_interval_seconds AS "minTickIntervalSeconds",
  p.max_sandboxes_per_workspace AS "maxSandboxesPerWorkspace",
  p.turn_weight AS "turnWeight",
  p.sandbox_memory_mb AS "sandboxMemoryMb",
  p.cpu_ms_per_second AS "cpuMsPerSecond",
  p.tick_timeout_seconds AS "tickTimeoutSeconds",
  p.max_state_keys_per_worker AS "maxStateKeysPerWorker",
  p.log_messages_per_tick AS "logMessagesPerTick",
  p.log_bytes_per_tick AS "logBytesPerTick",
  p.log_retention_hours AS "logRetentionHours",
  p.tick_retention_hours AS "tickRetentionHours",
  p.max_api_keys AS "maxApiKeys"`;
