import type { Execution } from './execution.ts';
import { sizeWithPackages } from './sandbox-size.ts';
import type { SlotNeed } from './slot.ts';

/** The sandbox that an execution has to have. */
export function executionNeed({ activation, limits }: Execution, withPackages: boolean): SlotNeed {
  return {
    workspaceId: activation.workspaceId,
    workerId: activation.workerId,
    activationId: activation.id,
    isDedicated: activation.isolation === 'dedicated',
    memoryMb: withPackages ? sizeWithPackages(limits.memoryMb) : limits.memoryMb,
    waitsForHome: true,
    maxSandboxesPerWorkspace: limits.maxSandboxesPerWorkspace,
  };
}
