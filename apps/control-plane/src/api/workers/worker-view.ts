import type { VersionView, WorkerView } from '@aispinner/contracts';
import { nextDueAfter, scheduleOf } from '@aispinner/domain';
import type { Worker, WorkerVersion } from '@aispinner/persistence';
import { tickViewOf } from '../observe/tick-view.ts';

/** As it is at `nowMs`, epoch ms: when a worker is due follows from its grid and the clock alone. */
export function workerViewOf(worker: Worker, nowMs: number): WorkerView {
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
    nextDueAt: worker.status === 'running' ? nextDueAt(worker, nowMs).toISOString() : null,
    backingOffUntil: worker.backingOffUntil?.toISOString() ?? null,
    createdAt: worker.createdAt.toISOString(),
    updatedAt: worker.updatedAt.toISOString(),
  };
}

function nextDueAt({ id, effectiveIntervalSeconds }: Worker, nowMs: number): Date {
  return new Date(nextDueAfter(scheduleOf(id, effectiveIntervalSeconds), nowMs));
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
