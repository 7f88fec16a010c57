import type { VersionView, WorkerView } from '@aispinner/contracts';
import type { Worker, WorkerVersion } from '@aispinner/persistence';
import { tickViewOf } from '../observe/tick-view.ts';

export function workerViewOf(worker: Worker): WorkerView {
  return {
    id: worker.id,
    workspaceId: worker.workspaceId,
    name: worker.name,
    status: worker.status,
    statusReason: worker.statusReason,
    tickIntervalSeconds: worker.tickIntervalSeconds,
    effectiveIntervalSeconds: worker.effectiveIntervalSeconds,
    version: worker.version,
    maxErrors: worker.maxErrors,
    isolation: worker.isolation,
    consecutiveErrors: worker.consecutiveErrors,
    lastTick: worker.lastTick === null ? null : tickViewOf(worker.lastTick),
    nextDueAt: worker.nextDueAt?.toISOString() ?? null,
    backingOffUntil: worker.backingOffUntil?.toISOString() ?? null,
    createdAt: worker.createdAt.toISOString(),
    updatedAt: worker.updatedAt.toISOString(),
  };
}

export function versionViewOf(version: WorkerVersion): VersionView {
  const { workerId, codeHash, restores, createdBy, createdAt } = version;
  return {
    workerId,
    version: version.version,
    codeHash,
    restores,
    createdBy,
    createdAt: createdAt.toISOString(),
  };
}
