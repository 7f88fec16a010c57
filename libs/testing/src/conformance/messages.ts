import type { LiveEvent, LogMessage, OutcomeMessage, TickMessage } from '@aispinner/contracts';
import { tickIdOf } from '@aispinner/domain';

/** Text that stores like to stumble over: NUL, half a surrogate pair, quotes, more than ASCII. */
export const AWKWARD_TEXT = 'a\u0000b \ud83d "quoted" \\ {curly}, naïve 🦉';

/** Messages as they travel; `n` tells them apart. */
export function aTick(n: number, overrides: Partial<TickMessage> = {}): TickMessage {
  const workerId = overrides.workerId ?? `wrk_${n}`;
  const dueAt = overrides.dueAt ?? 1_700_000_000_000;
  return {
    tickId: tickIdOf(workerId, dueAt),
    tenantId: 'ten_1',
    workspaceId: 'wsp_1',
    workerId,
    workerName: `Worker ${n}`,
    version: 1,
    activation: 0,
    isolation: 'shared',
    intervalSeconds: 1,
    number: 1,
    dueAt,
    queuedAt: dueAt,
    limits: {
      tickTimeoutMs: 60_000,
      memoryMb: 256,
      cpuMsPerSecond: 2000,
      maxSandboxesPerWorkspace: 4,
      turnWeight: 1,
      logMessagesPerTick: 1_000,
      logBytesPerTick: 262_144,
      maxStateKeysPerWorker: 1_000,
    },
    ...overrides,
  };
}

export function anOutcome(n: number, overrides: Partial<OutcomeMessage> = {}): OutcomeMessage {
  const { tickId, tenantId, workspaceId, workerId, version, number, dueAt, queuedAt } = aTick(n);
  return {
    ...{ tickId, tenantId, workspaceId, workerId, version, number, dueAt, queuedAt },
    outcome: 'ok',
    reason: null,
    error: null,
    startedAt: dueAt + 5,
    endedAt: dueAt + 10,
    latenessMs: 5,
    cause: null,
    parts: null,
    durationMs: 5,
    cpuMs: 1.5,
    count: 1,
    ...overrides,
  };
}

export function aLogBatch(n: number, message: string): LogMessage {
  const { tickId, tenantId, workspaceId, workerId, version, dueAt } = aTick(n);
  const lines = [{ level: 'info', message, at: dueAt }] as const;
  return {
    batchId: `bat_${n}`,
    tenantId,
    workspaceId,
    workerId,
    tickId,
    version,
    lines: [...lines],
  };
}

export function aLiveEvent(n: number): LiveEvent {
  return { kind: 'logs', tenantId: 'ten_1', workspaceId: 'wsp_1', workerId: `wrk_${n}` };
}
