import type { OutcomeMessage, TickMessage } from '@aispinner/contracts';
import {
  explainLateness,
  type KillReason,
  type SkipReason,
  type TickInstants,
} from '@aispinner/domain';
import type { ExecutionResult } from '@aispinner/sandbox';

type Identity = Pick<
  OutcomeMessage,
  'tickId' | 'tenantId' | 'workspaceId' | 'workerId' | 'version' | 'number' | 'dueAt' | 'queuedAt'
>;

function identityOf(tick: TickMessage): Identity {
  const { tickId, tenantId, workspaceId, workerId, version, number, dueAt, queuedAt } = tick;
  return { tickId, tenantId, workspaceId, workerId, version, number, dueAt, queuedAt };
}

/** The ledger's row for a tick that ran. */
export function outcomeOfExecution(
  tick: TickMessage,
  received: Pick<TickInstants, 'receivedAt' | 'freedAt'>,
  result: ExecutionResult,
): OutcomeMessage {
  const startedAt = result.startedAt.getTime();
  const lateness = explainLateness({
    dueAt: tick.dueAt,
    queuedAt: tick.queuedAt,
    ...received,
    acquiredAt: result.acquiredAt.getTime(),
    startedAt,
  });
  return {
    ...identityOf(tick),
    outcome: result.outcome,
    reason: result.reason,
    error: result.error,
    startedAt,
    endedAt: result.endedAt.getTime(),
    latenessMs: lateness.totalMs,
    cause: lateness.cause,
    parts: lateness.parts,
    durationMs: result.durationMs,
    cpuMs: result.cpuMs,
    count: 1,
  };
}

/** The row for a tick that did not run here: dropped, or begun by a runner that is gone. */
export function outcomeWithoutRun(
  tick: TickMessage,
  now: number,
  why: { outcome: 'skipped'; reason: SkipReason } | { outcome: 'killed'; reason: KillReason },
): OutcomeMessage {
  return {
    ...identityOf(tick),
    ...why,
    error: null,
    startedAt: null,
    endedAt: now,
    latenessMs: null,
    cause: null,
    parts: null,
    durationMs: null,
    cpuMs: null,
    count: 1,
  };
}
