import type { UsageView } from '@aispinner/contracts';
import type { TenantUsage } from '@aispinner/persistence';

/** What is used of each quota. `since`: the instant that its ticks are counted from. */
export function usageViewOf(usage: TenantUsage, since: Date): UsageView {
  const { limits } = usage.plan;
  return {
    plan: usage.plan,
    workspaces: { used: usage.workspaces, limit: limits.maxWorkspaces },
    apiKeys: { used: usage.apiKeys, limit: limits.maxApiKeys },
    workersByWorkspace: usage.workersByWorkspace.map((workspace) => ({
      workspaceId: workspace.workspaceId,
      name: workspace.name,
      used: workspace.workers,
      running: workspace.running,
      limit: limits.maxWorkersPerWorkspace,
    })),
    ticks: { since: since.toISOString(), ...usage.ticks },
  };
}
