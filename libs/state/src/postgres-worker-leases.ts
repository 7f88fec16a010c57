import { InfraError } from '@aispinner/platform';
import type { PostgresClient, Statement } from '@aispinner/platform/postgres';
import type { Lease, LeaseGrant, WorkerLeases } from './worker-leases.ts';

type AcquireRequest = Parameters<WorkerLeases['acquire']>[0];

interface LeaseRow extends Taken {
  tick_id: string;
  due_at: Date;
  holder: string;
  finished: boolean;
  expired: boolean;
}

interface Taken {
  fence: string;
  awaited_ms: number | null;
}

/** `l.tick_id` is the tick that has the lease. */
const AWAITED_MS = `case when l.awaited_by = l.tick_id then
      greatest(extract(epoch from clock_timestamp() - l.awaited_since) * 1000, 0)::float8
    end as awaited_ms`;

/** The clock of the database decides what has run out, so clocks of other machines do not matter. */
const ACQUIRE: Statement = {
  name: 'lease acquire',
  text: `
    insert into worker_leases as l (worker_id, tick_id, due_at, holder, fence, expires_at)
    values ($1, $2, $3, $4, 1, clock_timestamp() + $5 * interval '1 millisecond')
    on conflict (worker_id) do update
      set tick_id = excluded.tick_id, due_at = excluded.due_at, holder = excluded.holder,
          fence = l.fence + 1, finished_at = null,
          expires_at = clock_timestamp() + $5 * interval '1 millisecond'
      where excluded.due_at > l.due_at
        and (l.finished_at is not null or l.expires_at <= clock_timestamp())
    returning fence, ${AWAITED_MS}`,
};

/** A tick found another running: from its first time on it waits for that one. */
const AWAIT: Statement = {
  name: 'lease await',
  text: `
    update worker_leases set awaited_by = $2, awaited_since = clock_timestamp()
    where worker_id = $1 and tick_id <> $2 and awaited_by is distinct from $2`,
};

const READ: Statement = {
  name: 'lease read',
  text: `
    select tick_id, due_at, holder, fence, finished_at is not null as finished,
           expires_at <= clock_timestamp() as expired, ${AWAITED_MS}
    from worker_leases l where worker_id = $1`,
};

/** Locked in one order: two statements over the same leases wait for each other, never in a circle. */
const HELD = `
    with held as (
      select l.worker_id from worker_leases l
      join unnest($1::text[], $2::bigint[]) as given(worker_id, fence)
        on l.worker_id = given.worker_id and l.fence = given.fence
      where l.finished_at is null and l.expires_at > clock_timestamp()
      order by l.worker_id for no key update of l
    )`;

const RENEW: Statement = {
  name: 'leases renew',
  text: `${HELD}
    update worker_leases l set expires_at = clock_timestamp() + $3 * interval '1 millisecond'
    from held where l.worker_id = held.worker_id
    returning l.worker_id`,
};

const FINISH: Statement = {
  name: 'leases finish',
  text: `${HELD}
    update worker_leases l set finished_at = clock_timestamp()
    from held where l.worker_id = held.worker_id`,
};

const RUNNING: Statement = {
  name: 'leases running',
  text: `
    select worker_id, tick_id from worker_leases
    where worker_id = any($1::text[]) and finished_at is null and expires_at > clock_timestamp()`,
};

/** Later than any tick is due: the lease of a worker that is gone. */
export const RETIRED_DUE_AT = `timestamptz '9999-01-01'`;

const RETIRE: Statement = {
  name: 'lease retire',
  text: `
    insert into worker_leases as l (worker_id, tick_id, due_at, holder, fence, expires_at, finished_at)
    values ($1, '', ${RETIRED_DUE_AT}, '', 1, clock_timestamp(), clock_timestamp())
    on conflict (worker_id) do update
      set due_at = excluded.due_at, holder = '', fence = l.fence + 1,
          finished_at = excluded.finished_at`,
};

/**
 * One row for each worker, kept for good, so that its fence grows for ever:
 *
 *   (none) --acquire--> held --finish--> finished --acquire(later tick)--> held
 *                        held --time--> run out  --acquire(later tick)--> held
 *   any --retire--> finished, with a due time that no tick has
 *
 * The row's holder carries a mark of the call that took it. A call whose answer was lost finds its
 * own mark when it tries again; another call for the same tick by the same holder does not.
 */
export class PostgresWorkerLeases implements WorkerLeases {
  private readonly db: PostgresClient;

  constructor(db: PostgresClient) {
    this.db = db;
  }

  async acquire(request: AcquireRequest): Promise<LeaseGrant> {
    const { workerId, tickId, dueAtMs, holder, ttlMs } = request;
    const mark = `${holder}#${crypto.randomUUID()}`;
    // What refused the lease may be gone by the time it is read: then the next round gets it.
    for (let round = 0; round < 10; round++) {
      const [taken] = await this.db.insist<Taken>(ACQUIRE, [
        workerId,
        tickId,
        new Date(dueAtMs),
        mark,
        ttlMs,
      ]);
      if (taken !== undefined) return acquired(request, taken);
      const [row] = await this.db.insist<LeaseRow>(READ, [workerId]);
      const refusal = row === undefined ? null : refusalBy(row, request, mark);
      if (refusal?.kind === 'busy') await this.db.insist(AWAIT, [workerId, tickId]);
      if (refusal !== null) return refusal;
    }
    throw new InfraError('lease acquire found no rest', { retriable: true });
  }

  async renew(leases: readonly Lease[], ttlMs: number): Promise<readonly Lease[]> {
    if (leases.length === 0) return [];
    // Tried no longer than a lease lasts: what is left unrenewed for so long is lost.
    const kept = await this.db.insist<{ worker_id: string }>(
      RENEW,
      [...columnsOf(leases), ttlMs],
      ttlMs,
    );
    const keptWorkers = new Set(kept.map((row) => row.worker_id));
    return leases.filter((lease) => !keptWorkers.has(lease.workerId));
  }

  async finish(leases: readonly Lease[]): Promise<void> {
    if (leases.length === 0) return;
    await this.db.insist(FINISH, columnsOf(leases));
  }

  async running(workerIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (workerIds.length === 0) return new Map();
    const rows = await this.db.insist<{ worker_id: string; tick_id: string }>(RUNNING, [workerIds]);
    return new Map(rows.map((row) => [row.worker_id, row.tick_id]));
  }

  async retire(workerId: string): Promise<void> {
    await this.db.insist(RETIRE, [workerId]);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function columnsOf(leases: readonly Lease[]): [string[], number[]] {
  return [leases.map((lease) => lease.workerId), leases.map((lease) => lease.fence)];
}

function acquired({ workerId, tickId, holder }: AcquireRequest, taken: Taken): LeaseGrant {
  const lease = { workerId, tickId, holder, fence: Number(taken.fence) };
  const awaitedMs = taken.awaited_ms === null ? null : Math.round(taken.awaited_ms);
  return { kind: 'acquired', lease, awaitedMs };
}

/** Null: nothing stands in the way any more. */
function refusalBy(row: LeaseRow, request: AcquireRequest, mark: string): LeaseGrant | null {
  if (row.holder === mark && !row.expired) return acquired(request, row);
  if (!row.finished && !row.expired) return { kind: 'busy', tickId: row.tick_id };
  if (!row.finished && row.tick_id === request.tickId) return { kind: 'abandoned' };
  return row.due_at.getTime() >= request.dueAtMs ? { kind: 'finished' } : null;
}
