import type { TickView } from '@aispinner/contracts';
import type { LedgerTick } from '@aispinner/persistence';

export function tickViewOf(tick: LedgerTick): TickView {
  return {
    tickId: tick.tickId,
    number: tick.number,
    version: tick.version,
    dueAt: tick.dueAt.toISOString(),
    queuedAt: tick.queuedAt?.toISOString() ?? null,
    startedAt: tick.startedAt?.toISOString() ?? null,
    endedAt: tick.endedAt.toISOString(),
    latenessMs: tick.latenessMs,
    cause: tick.cause,
    parts: tick.parts,
    outcome: tick.outcome,
    reason: tick.reason,
    error: tick.error,
    durationMs: tick.durationMs,
    cpuMs: tick.cpuMs,
    count: tick.count,
  };
}
