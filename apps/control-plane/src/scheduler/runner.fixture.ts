import type { OutcomeMessage, TickMessage } from '@aispinner/contracts';
import type { Messaging } from '@aispinner/messaging';
import type { State } from '@aispinner/state';

export interface StandInParts {
  readonly bus: Messaging;
  readonly state: State;
  /** How long the tick takes. */
  readonly ms: number;
  /** Called when the tick has got its worker's lease. */
  readonly onBegin: () => void;
}

/** What a runner does with a tick, but for the Python. */
export async function standIn(
  tick: TickMessage,
  { bus, state, ms, onBegin }: StandInParts,
): Promise<void> {
  const { tickId, tenantId, workspaceId, workerId, version, number, dueAt, queuedAt } = tick;
  const holder = 'runner';
  const grant = await state.leases.acquire({
    workerId,
    tickId,
    dueAtMs: dueAt,
    holder,
    ttlMs: 5000,
  });
  if (grant.kind !== 'acquired') return;
  onBegin();
  const startedAt = Date.now();
  if (ms > 0) await new Promise((done) => setTimeout(done, ms));
  const place = { tickId, tenantId, workspaceId, workerId };
  const outcome: OutcomeMessage = {
    ...place,
    version,
    number,
    outcome: 'ok',
    reason: null,
    error: null,
    dueAt,
    queuedAt,
    startedAt,
    endedAt: Date.now(),
    latenessMs: Math.max(0, startedAt - dueAt),
    cause: null,
    parts: null,
    durationMs: ms,
    cpuMs: null,
    count: 1,
  };
  const lines = [{ level: 'info' as const, message: `tick ${number}`, at: startedAt }];
  await bus.logs.publish([{ ...place, batchId: `bat_${tickId}`, version, lines }]);
  await bus.outcomes.publish([outcome]);
  await state.leases.finish([grant.lease]);
}
