import {
  decideDue,
  isInPause,
  nextDueAfter,
  scheduleOf,
  tickIdOf,
  type PlanLimits,
  type SkipReason,
} from '@aispinner/domain';
import { missedTicks } from './missed-ticks.ts';
import { limitsOfRow } from './plan-limits.ts';
import { skippedTick, type TickRecord } from './tick-record.ts';

/** A tick to send, with all that its message needs. Instants are epoch ms. */
export interface DueTick {
  readonly tickId: string;
  readonly tenantId: string;
  readonly workspaceId: string;
  readonly workerId: string;
  readonly workerName: string;
  readonly version: number;
  readonly activation: number;
  readonly isolation: 'shared' | 'dedicated';
  readonly intervalSeconds: number;
  /** 1 for the first tick of the worker. */
  readonly number: number;
  readonly dueAt: number;
  readonly plan: PlanLimits;
}

/** A worker whose stored due time has come, and the plan of its tenant. */
export interface DueRow extends PlanLimits {
  readonly now: Date;
  /** Where its due time lies in its table, as long as the row is locked. */
  readonly place: string;
  readonly shard: number;
  readonly workerId: string;
  readonly tenantId: string;
  readonly workspaceId: string;
  readonly workerName: string;
  readonly version: number;
  readonly activation: number;
  readonly isolation: 'shared' | 'dedicated';
  readonly intervalSeconds: number;
  readonly tickCount: string;
  readonly nextDueAt: Date;
  readonly inFlightDueAt: Date | null;
  /** The newest due time that was sent or skipped. */
  readonly accountedAt: Date | null;
  readonly backingOffUntil: Date | null;
  /** It has errors to its name, which an `ok` would clear. */
  readonly unclean: boolean;
  /** Of the worker, since its due time last learned of it: numbers of `worker_changes`. */
  readonly changes: readonly string[] | null;
  /** Its due time knows nothing of the worker yet. */
  readonly learns: boolean;
}

/** What becomes of it. */
export interface Decision<M> {
  readonly nextDueAt: number;
  readonly sent: { readonly dueAt: number; readonly message: M } | null;
  readonly notRun: readonly TickRecord[];
}

/**
 * The latest due time runs, or the stored one where that lies ahead, unless the worker is busy or backs off;
 * those before it, which nobody looked at in time, were missed. `running` are the ticks that run now, by worker id.
 */
export function decide<M>(
  row: DueRow,
  compose: (tick: DueTick, nowMs: number) => M,
  nowMs: number,
  running: ReadonlyMap<string, string>,
): Decision<M> {
  const { workerId } = row;
  const schedule = scheduleOf(workerId, row.intervalSeconds);
  // A clock set back brings due times round again: those that have their tick are passed over.
  const accounted = row.accountedAt?.getTime() ?? -1;
  const stored = row.nextDueAt.getTime();
  const from = stored > accounted ? stored : nextDueAfter(schedule, accounted);
  // What is claimed ahead is decided as at its due time; what is late, as now: it is not missed yet.
  const { dueAt, nextDueAt, missed } = decideDue(schedule, from, Math.max(nowMs, stored));
  const notRun = missed === null ? [] : missedTicks(row, schedule, missed, nowMs);
  if (dueAt === null) return { nextDueAt, sent: null, notRun };
  const reason = reasonToSkip(row, dueAt, running);
  if (reason !== null) {
    const skip = skippedTick(row, { dueAt, reason, now: nowMs });
    return { nextDueAt, sent: null, notRun: [...notRun, skip] };
  }
  const tick: DueTick = {
    tickId: tickIdOf(workerId, dueAt),
    tenantId: row.tenantId,
    workspaceId: row.workspaceId,
    workerId,
    workerName: row.workerName,
    version: row.version,
    activation: row.activation,
    isolation: row.isolation,
    intervalSeconds: row.intervalSeconds,
    number: Number(row.tickCount) + 1,
    dueAt,
    plan: limitsOfRow(row),
  };
  return { nextDueAt, sent: { dueAt, message: compose(tick, nowMs) }, notRun };
}

/** Null: it is to run. */
function reasonToSkip(
  { workerId, inFlightDueAt, backingOffUntil }: DueRow,
  dueAt: number,
  running: ReadonlyMap<string, string>,
): SkipReason | null {
  if (inFlightDueAt !== null) {
    const inFlight = tickIdOf(workerId, inFlightDueAt.getTime());
    return running.get(workerId) === inFlight ? 'predecessor_running' : 'predecessor_queued';
  }
  return isInPause(dueAt, backingOffUntil?.getTime() ?? null) ? 'backing_off' : null;
}
