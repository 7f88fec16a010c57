import { phaseOf } from '@aispinner/domain';
import {
  createDatabase,
  DueWorkers,
  migrate,
  SchedulerShards,
  type Database,
  type DueTick,
} from '@aispinner/persistence';

const OWNER = 'sch_bench';

/** As a scheduler divides its batch of some 512 among all shards. */
const PER_SHARD = 8;
const LOOK_BACK_MS = 2_000;
const LOOK_EVERY_MS = 1_000;

const TENANT = `
WITH t AS (INSERT INTO tenants (id, name, plan_id) VALUES ('ten_bench', 'Bench', 'unlimited'))
INSERT INTO workspaces (id, tenant_id, name) SELECT 'wsp_' || n, 'ten_bench', 'Bench ' || n
FROM generate_series(0, 999) n`;

/** `$1`: the first number; `$2`: how many; `$3`: the interval, s. */
const WORKERS = `
INSERT INTO workers (id, tenant_id, workspace_id, name, status, tick_interval_seconds,
  effective_interval_seconds, max_errors, activation)
SELECT 'wrk_' || n, 'ten_bench', 'wsp_' || n % 1000, 'Worker ' || n, 'running', $3, $3, 10, 1
FROM generate_series($1::int, $1 + $2 - 1) n`;

/**
 * `$1`: a phase for each, ms; `$2`: the interval, s; `$3`: when it begins, ms. In the order of their due
 * times and with what they know of their workers, as claims leave them after one interval.
 */
const DUE_TIMES = `
INSERT INTO due_times (shard, due_at, tick_count, worker_id, tenant_id, workspace_id, worker_name, version,
  activation, isolation, interval_seconds, unclean)
SELECT w.shard, to_timestamp(
    ((floor(($3::float8 - phase) / ($2 * 1000)) + 1) * $2 * 1000 + phase) / 1000) AS due_at, 0, w.id, w.tenant_id, w.workspace_id,
  w.name, w.version, w.activation, w.isolation, w.effective_interval_seconds, false
FROM unnest($1::int[]) WITH ORDINALITY AS u (phase, n) JOIN workers w ON w.id = 'wrk_' || (n - 1)
ORDER BY due_at`;

/** What an outcome does to its worker, without the ledger, which does not know how many workers there are. */
const SETTLE = 'DELETE FROM ticks_in_flight WHERE worker_id = ANY($1)';

/** Workers in a database of their own, of which so many are due each second whatever their number. */
export class DuePopulation {
  readonly workers: number;
  private readonly database: Database;
  private readonly due: DueWorkers;
  private readonly shards: SchedulerShards;
  private nowMs: number;
  private sinceMs: number | null = null;
  private lookedAtAllAtMs = -Infinity;

  private constructor(database: Database, workers: number, nowMs: number) {
    this.database = database;
    this.workers = workers;
    this.nowMs = nowMs;
    this.due = new DueWorkers(database);
    this.shards = new SchedulerShards(database, OWNER, { leaseMs: 3_600_000 });
  }

  /** Migrates the empty database at `url` and fills it; 1,000 workers take a moment, a million a minute. */
  static async make(url: string, workers: number, duePerSecond: number): Promise<DuePopulation> {
    await migrate(url);
    const database = createDatabase({ url, poolSize: 2 });
    const nowMs = Date.now();
    await database.rows(TENANT, []);
    const intervalSeconds = workers / duePerSecond;
    const chunk = 50_000;
    for (let first = 0; first < workers; first += chunk) {
      await database.rows(WORKERS, [first, Math.min(chunk, workers - first), intervalSeconds]);
    }
    const phases = Array.from({ length: workers }, (_, n) =>
      phaseOf(`wrk_${n}`, intervalSeconds * 1000),
    );
    await database.rows(DUE_TIMES, [phases, intervalSeconds, nowMs]);
    await database.rows('VACUUM ANALYZE workers, due_times', []);
    // What filling left to be written is not for claims to pay; their own first writes to each page are.
    await database.rows('CHECKPOINT', []);
    const population = new DuePopulation(database, workers, nowMs);
    await population.shards.beat();
    return population;
  }

  /**
   * Claims for `seconds` of the workers' own time, every `stepMs` of it, as fast as it goes. Returns how
   * many were due and what claiming took, in ms; what settles them again is not in it.
   */
  async run(seconds: number, stepMs: number, cpuMs: () => number) {
    let [ticks, wallMs, cpu] = [0, 0, 0];
    for (let second = 0; second < seconds; second += 1) {
      const claimed: string[] = [];
      const [startedAt, cpuBefore] = [performance.now(), cpuMs()];
      for (let i = 0; i < 1000 / stepMs; i += 1) {
        this.nowMs += stepMs;
        claimed.push(...(await this.step()));
      }
      wallMs += performance.now() - startedAt;
      cpu += cpuMs() - cpuBefore;
      ticks += claimed.length;
      await this.database.rows(SETTLE, [claimed]);
    }
    return { ticks, wallMs, cpuMs: cpu };
  }

  /** How Postgres finds what is due: the plan of the statement that the scheduler runs. */
  plan(): Promise<string> {
    return this.due.explain(OWNER, PER_SHARD);
  }

  close(): Promise<void> {
    return this.database.close();
  }

  private async step(): Promise<string[]> {
    const { nowMs } = this;
    if (nowMs - this.lookedAtAllAtMs >= LOOK_EVERY_MS) {
      this.sinceMs = null;
      this.lookedAtAllAtMs = nowMs;
    }
    const { sinceMs } = this;
    const ids: string[] = [];
    for (let more = true; more;) {
      const claimed = await this.due.claim<DueTick>({
        owner: OWNER,
        nowMs,
        aheadMs: 0,
        sinceMs,
        perShard: PER_SHARD,
        compose: (tick) => tick,
        running: async () => new Map(),
      });
      if (claimed.skipped.length > 0) throw new Error('a due time was skipped');
      ids.push(...claimed.messages.map((m) => m.workerId));
      more = claimed.more;
    }
    const { dueAt } = await this.due.next(OWNER, sinceMs);
    this.sinceMs = Math.min(dueAt ?? nowMs, nowMs) - LOOK_BACK_MS;
    return ids;
  }
}
