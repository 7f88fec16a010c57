import type { Execution } from './execution.ts';
import { sizeWithPackages } from './sandbox-size.ts';
import type { SlotNeed } from './slot.ts';

/**
 * How long a tick may run before those behind it go elsewhere; several times a fresh load. Most ticks
 * take a few ms.
 */
const PATIENCE_MS = 50;

/** The sandbox that an execution has to have. */
export function executionNeed({ activation, limits }: Execution, withPackages: boolean): SlotNeed {
  return {
    workspaceId: activation.workspaceId,
    workerId: activation.workerId,
    activationId: activation.id,
    isDedicated: activation.isolation === 'dedicated',
    memoryMb: withPackages ? sizeWithPackages(limits.memoryMb) : limits.memoryMb,
    patienceMs: PATIENCE_MS,
    maxSandboxesPerWorkspace: limits.maxSandboxesPerWorkspace,
  };
}
