import { createHash, randomBytes } from 'node:crypto';
import { nextDueAfter, phaseOf, scheduleOf } from '@aispinner/domain';
import type pg from 'pg';

const INTERVAL_SECONDS = 1;
const INTERVAL_MS = INTERVAL_SECONDS * 1000;
/** All are there before the first is due, ms. */
const AHEAD_MS = 500;

/** One `state.get` and one `state.set` a tick. */
const CODE = `
def tick(ctx):
    ctx.state.set('count', ctx.state.get('count', 0) + 1)
`;

/** A row of the ledger, as far as a bench asks. Epoch ms. */
export interface BenchTick {
  /** Which of the workers, in the order in which they were added. */
  readonly job: number;
  readonly dueAt: number;
  readonly startedAt: number | null;
  readonly outcome: string;
  readonly reason: string | null;
  readonly latenessMs: number | null;
  readonly parts: Readonly<Record<string, number>> | null;
}

const DUE = `
insert into due_times (shard, due_at, tick_count, worker_id)
select shard, due, 0, w.id
from unnest($1::text[], $2::timestamptz[]) as u (id, due) join workers w using (id)`;

/**
 * Workers written straight into the product's database: thousands in a moment, each with an id that
 * hashes to the phase that is wanted. From there on they are workers like any other.
 */
export class BenchTenant {
  private readonly db: pg.Client;
  private readonly id: string;
  private readonly workspaceIds: readonly string[];
  private readonly workerIds: string[] = [];

  private constructor(db: pg.Client, id: string, workspaceIds: readonly string[]) {
    this.db = db;
    this.id = id;
    this.workspaceIds = workspaceIds;
  }

  /** A tenant on a plan, with so many workspaces. */
  static async create(db: pg.Client, plan: string, workspaces: number): Promise<BenchTenant> {
    const id = newId('ten');
    const workspaceIds = Array.from({ length: workspaces }, () => newId('wsp'));
    await db.query('insert into tenants (id, name, plan_id) values ($1, $1, $2)', [id, plan]);
    await db.query(
      'insert into workspaces (id, tenant_id, name) select i, $2, i from unnest($1::text[]) i',
      [workspaceIds, id],
    );
    return new BenchTenant(db, id, workspaceIds);
  }

  /** Adds a worker for each phase (ms), over the workspaces in turn, and starts them. */
  async start(phases: readonly number[]): Promise<void> {
    const ids = idsOfPhases(phases);
    const workspaces = ids.map((_, i) => this.workspaceIds[i % this.workspaceIds.length]);
    await this.db.query('begin');
    await this.db.query(
      `insert into workers (id, tenant_id, workspace_id, name, status, tick_interval_seconds,
         effective_interval_seconds, max_errors, activation)
       select id, $2, workspace, id, 'running', $3, $3, 10, 1
       from unnest($1::text[], $4::text[]) as u (id, workspace)`,
      [ids, this.id, INTERVAL_SECONDS, workspaces],
    );
    await this.db.query(DUE, [ids, firstDueTimes(ids)]);
    await this.db.query(
      `insert into worker_versions (worker_id, number, tenant_id, code, code_hash, created_by)
       select id, 1, $2, $3, $4, 'bench' from unnest($1::text[]) as id`,
      [ids, this.id, CODE, createHash('sha256').update(CODE).digest('hex')],
    );
    await this.db.query('commit');
    this.workerIds.push(...ids);
  }

  /** Starts again those that were stopped. */
  async startAgain(): Promise<void> {
    const ids = this.workerIds;
    await this.db.query(`update workers set status = 'running' where id = any($1)`, [ids]);
    await this.db.query(DUE, [ids, firstDueTimes(ids)]);
  }

  /** Stops all of its workers, waits until what was sent has its outcome and claims have dropped the rest. */
  async stop(): Promise<void> {
    await this.db.query(
      // Locked in the order in which outcomes are recorded, or each would wait for the other.
      `with own as (select id from workers where tenant_id = $1 order by id for no key update)
       update workers w set status = 'stopped' from own where w.id = own.id`,
      [this.id],
    );
    for (let tries = 0; tries < 100; tries += 1) {
      const { rows } = await this.db.query<{ left: string }>(
        `select (select count(*) from ticks_in_flight where worker_id = any($1))
           + (select count(*) from due_times where worker_id = any($1)) as left`,
        [this.workerIds],
      );
      if (rows[0]?.left === '0') return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** What the ledger has of due times from `since` on and before `until`, epoch ms. */
  async ticks(since: number, until: number): Promise<BenchTick[]> {
    const jobs = new Map(this.workerIds.map((id, job) => [id, job]));
    const { rows } = await this.db.query<Row>(
      `select worker_id as id, due_at as due, started_at as started, outcome, reason,
         lateness_ms as lateness, parts
       from ticks where tenant_id = $1 and due_at >= $2 and due_at < $3 order by due_at`,
      [this.id, new Date(since), new Date(until)],
    );
    return rows.map((row) => ({
      job: jobs.get(row.id) ?? -1,
      dueAt: row.due.getTime(),
      startedAt: row.started?.getTime() ?? null,
      outcome: row.outcome,
      reason: row.reason,
      latenessMs: row.lateness,
      parts: row.parts,
    }));
  }
}

interface Row {
  readonly id: string;
  readonly due: Date;
  readonly started: Date | null;
  readonly outcome: string;
  readonly reason: string | null;
  readonly lateness: number | null;
  readonly parts: Readonly<Record<string, number>> | null;
}

function firstDueTimes(ids: readonly string[]): Date[] {
  const from = Date.now() + AHEAD_MS;
  return ids.map((id) => new Date(nextDueAfter(scheduleOf(id, INTERVAL_SECONDS), from)));
}

/** A new id for each phase, which its hash gives to the millisecond. */
function idsOfPhases(phases: readonly number[]): string[] {
  const wanted = new Map<number, number[]>();
  phases.forEach((phase, i) => wanted.set(phase, [...(wanted.get(phase) ?? []), i]));
  const ids: string[] = [];
  const stem = newId('wrk').slice(0, -8);
  for (let n = 0, left = phases.length; left > 0; n += 1) {
    const id = stem + n.toString(16).padStart(8, '0');
    const place = wanted.get(phaseOf(id, INTERVAL_MS))?.pop();
    if (place === undefined) continue;
    ids[place] = id;
    left -= 1;
  }
  return ids;
}

function newId(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString('hex')}`;
}
