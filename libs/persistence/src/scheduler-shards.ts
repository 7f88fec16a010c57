import { shardMoves, type ShardOwner } from '@aispinner/domain';
import type { Database } from './database.ts';

/** How long a scheduler that fell silent keeps its shards. Renewed each second, it survives two lost turns. */
const LEASE_MS = 3_000;

export interface Holding {
  /** The shards that are this scheduler's, in order. */
  readonly shards: readonly number[];
  /** Schedulers that live, this one among them. */
  readonly schedulers: number;
}

// The database's clock alone says what has run out, so nobody else's clock matters. Each statement is a
// transaction of its own: a scheduler that is stopped between two of them holds no lock.

const RENEW = `
WITH alive AS (
  INSERT INTO schedulers (id, expires_at) VALUES ($1, clock_timestamp() + $2 * interval '1 ms')
  ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at)
UPDATE scheduler_shards SET expires_at = clock_timestamp() + $2 * interval '1 ms'
WHERE owner = $1 AND expires_at > clock_timestamp()`;

const BURY = `
DELETE FROM schedulers WHERE id IN (
  SELECT id FROM schedulers WHERE expires_at < clock_timestamp() - interval '1 minute'
  FOR UPDATE SKIP LOCKED)`;

const LIVING = `SELECT id FROM schedulers WHERE expires_at > clock_timestamp()`;

const OWNERS = `
SELECT shard, CASE WHEN expires_at > clock_timestamp() THEN owner END AS owner
FROM scheduler_shards ORDER BY shard`;

const TAKE = `
UPDATE scheduler_shards SET owner = $1, expires_at = clock_timestamp() + $2 * interval '1 ms'
WHERE shard IN (
  SELECT shard FROM scheduler_shards
  WHERE shard = ANY($3::int[]) AND (owner IS NULL OR expires_at <= clock_timestamp())
  FOR UPDATE SKIP LOCKED)`;

const GIVE = `
UPDATE scheduler_shards s SET owner = g.owner, expires_at = clock_timestamp() + $2 * interval '1 ms'
FROM unnest($3::int[], $4::text[]) AS g (shard, owner)
WHERE s.shard = g.shard AND s.owner = $1 AND s.expires_at > clock_timestamp()`;

const LEAVE = `DELETE FROM schedulers WHERE id = $1`;

const FREE = `UPDATE scheduler_shards SET owner = NULL WHERE owner = $1`;

/**
 * The shards of one scheduler: leases in Postgres, which also holds what they are for. `DueWorkers`
 * asks these very rows whose a worker is, so what a scheduler believes of itself is of no account.
 */
export class SchedulerShards {
  private readonly database: Database;
  private readonly id: string;
  private readonly leaseMs: number;

  constructor(database: Database, id: string, options: { leaseMs?: number } = {}) {
    this.database = database;
    this.id = id;
    this.leaseMs = options.leaseMs ?? LEASE_MS;
  }

  /**
   * Keeps what this scheduler holds, takes what it is short of, hands on what it has too much of. To be
   * called each second: one that is not heard of for a lease has lost all, whether it lives or not.
   */
  async beat(): Promise<Holding> {
    await this.database.rows(RENEW, [this.id, this.leaseMs]);
    await this.database.rows(BURY, []);
    const living = await this.living();
    await this.move(living, await this.owners());
    const now = await this.owners();
    return {
      shards: now.filter(({ owner }) => owner === this.id).map(({ shard }) => shard),
      schedulers: living.length,
    };
  }

  /** Hands everything to the others at once, or leaves it free where there are none. */
  async leave(): Promise<void> {
    await this.database.rows(LEAVE, [this.id]);
    await this.move(await this.living(), await this.owners());
    await this.database.rows(FREE, [this.id]);
  }

  private async move(living: readonly string[], owners: readonly ShardOwner[]): Promise<void> {
    const { take, give } = shardMoves(this.id, living, owners);
    if (take.length > 0) await this.database.rows(TAKE, [this.id, this.leaseMs, take]);
    if (give.length > 0) {
      const [shards, heirs] = [give.map((g) => g.shard), give.map((g) => g.to)];
      await this.database.rows(GIVE, [this.id, this.leaseMs, shards, heirs]);
    }
  }

  private async living(): Promise<string[]> {
    return (await this.database.rows<{ id: string }>(LIVING, [])).map(({ id }) => id);
  }

  private owners(): Promise<ShardOwner[]> {
    return this.database.rows<{ shard: number; owner: string | null }>(OWNERS, []);
  }
}
