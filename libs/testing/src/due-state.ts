import type { Database } from '@aispinner/persistence';

/** What claims know of a worker. */
export interface DueState {
  /** Null unless it runs. */
  readonly nextDueAt: Date | null;
  /** Null unless a tick of it is on its way. */
  readonly inFlightDueAt: Date | null;
  readonly tickCount: bigint;
  /** The newest due time that was sent or skipped. */
  readonly accountedAt: Date | null;
}

/** Throws when there is no such worker. */
export async function dueStateOf(database: Database, workerId: string): Promise<DueState> {
  const worker = await database.system().worker.findUniqueOrThrow({ where: { id: workerId } });
  const due = await database.system().dueTime.findFirst({ where: { workerId } });
  const inFlight = await database.system().tickInFlight.findUnique({ where: { workerId } });
  return {
    nextDueAt: due?.dueAt ?? null,
    inFlightDueAt: inFlight?.dueAt ?? null,
    tickCount: (due ?? worker).tickCount,
    accountedAt: (due ?? worker).accountedAt,
  };
}
