import { describe, expect, it } from '@jest/globals';
import { overQuota, type PlanLimits } from './plan.ts';

const limits: PlanLimits = {
  maxWorkspaces: 2,
  maxWorkersPerWorkspace: 0,
  minTickIntervalSeconds: 1,
  maxSandboxesPerWorkspace: 4,
  turnWeight: 1,
  sandboxMemoryMb: 256,
  cpuMsPerSecond: 2000,
  tickTimeoutSeconds: 60,
  maxStateKeysPerWorker: 1000,
  logMessagesPerTick: 1000,
  logBytesPerTick: 262_144,
  logRetentionHours: 72,
  tickRetentionHours: 168,
  maxApiKeys: 10,
};

describe('overQuota', () => {
  it('lets one more in while it fits, the last one too', () => {
    expect(overQuota('maxWorkspaces', limits, 0)).toBeNull();
    expect(overQuota('maxWorkspaces', limits, 1)).toBeNull();
  });

  it('names the quota and its limit once it is used up', () => {
    expect(overQuota('maxWorkspaces', limits, 2)).toEqual({ quota: 'maxWorkspaces', limit: 2 });
    expect(overQuota('maxWorkspaces', limits, 3)).toEqual({ quota: 'maxWorkspaces', limit: 2 });
    expect(overQuota('maxWorkersPerWorkspace', limits, 0)).toEqual({
      quota: 'maxWorkersPerWorkspace',
      limit: 0,
    });
  });
});
