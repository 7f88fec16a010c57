import type {
  KillReason,
  LatenessCause,
  LatenessParts,
  OutcomeKind,
  SkipReason,
  WorkerError,
} from '@aispinner/domain';

/** How a tick ended, on its way into the ledger. Instants are epoch ms. */
export interface TickRecord {
  readonly tenantId: string;
  readonly workspaceId: string;
  readonly workerId: string;
  readonly version: number;
  readonly number: number | null;
  readonly outcome: OutcomeKind;
  readonly reason: SkipReason | KillReason | null;
  readonly error: WorkerError | null;
  readonly dueAt: number;
  readonly queuedAt: number | null;
  readonly startedAt: number | null;
  readonly endedAt: number;
  readonly latenessMs: number | null;
  readonly cause: LatenessCause | null;
  readonly parts: LatenessParts | null;
  readonly durationMs: number | null;
  readonly cpuMs: number | null;
  /** Due times that a `missed` row stands for; else 1. */
  readonly count: number;
}

/** A due time that was not run. */
export function skippedTick(
  worker: Pick<TickRecord, 'tenantId' | 'workspaceId' | 'workerId' | 'version'>,
  skip: { dueAt: number; reason: SkipReason; now: number; count?: number },
): TickRecord {
  return {
    tenantId: worker.tenantId,
    workspaceId: worker.workspaceId,
    workerId: worker.workerId,
    version: worker.version,
    number: null,
    outcome: 'skipped',
    reason: skip.reason,
    error: null,
    dueAt: skip.dueAt,
    queuedAt: null,
    startedAt: null,
    endedAt: skip.now,
    latenessMs: null,
    cause: null,
    parts: null,
    durationMs: null,
    cpuMs: null,
    count: skip.count ?? 1,
  };
}
