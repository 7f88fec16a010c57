import { readdirSync } from 'node:fs';
import { Redis } from 'ioredis';
import pg from 'pg';
import { eventually } from '@aispinner/testing';
import { survivorsOf, uncollectedBy } from '../process-table.ts';
import { connectionsOf } from './connections.ts';
import { COPIES, DATABASE_POOL_SIZE, type DrilledCluster } from './drilled-cluster.ts';
import type { Resource } from './history.ts';
import { topicsAndGroups, untaken } from './kafka-stock.ts';

const OURS = ['api', 'scheduler', 'runner'] as const;
type Ours = (typeof OURS)[number];

/** One for commands, and one that listens for live events in all but the runners. */
const REDIS_CONNECTIONS: Readonly<Record<Ours, number>> = { api: 2, scheduler: 2, runner: 1 };

/**
 * Clients of Kafka: one that writes, one that asks, and those that read. Each has one connection to each
 * broker that it needs, a reader another one for what it fetches.
 */
const KAFKA_READERS: Readonly<Record<Ours, number>> = { api: 1, scheduler: 2, runner: 2 };

/** What there is before anything was disturbed. */
export interface Stock {
  readonly topics: readonly string[];
  readonly groups: readonly string[];
  readonly files: readonly string[];
  readonly redisKeys: readonly string[];
}

/** Waits until no group is about to share out its partitions. */
export async function takeStock(cluster: DrilledCluster): Promise<Stock> {
  const kafka = await eventually(
    async () => {
      const found = await topicsAndGroups(cluster.kafka.bootstrap);
      const unstable = found.groups.filter((group) => !group.includes('(Stable,'));
      if (unstable.length > 0) throw new Error(unstable.join(', '));
      return found;
    },
    { timeoutMs: 30_000, everyMs: 200 },
  );
  return {
    ...kafka,
    files: files(cluster),
    redisKeys: await keysForGood(cluster.redisUrl, []),
  };
}

/** What there is more of than there may be, once nobody ticks and all workers but the demo's are deleted. */
export async function leftBehind(cluster: DrilledCluster, before: Stock): Promise<Resource[]> {
  const family = cluster.product.family();
  const pids = new Set(family.map(({ pid }) => pid));
  const orphans = survivorsOf(cluster.everSeen()).filter(({ pid }) => !pids.has(pid));
  const ours = family.filter(({ command }) => /\/dist\/main\./.test(command));
  const now = await topicsAndGroups(cluster.kafka.bootstrap);
  const { redisUrl, databaseUrl } = cluster;
  const { living, rows } = await askDatabase(databaseUrl);
  return [
    { name: 'processes that nobody answers for', before: 0, after: orphans.length },
    { name: 'processes that nobody collected', before: 0, after: uncollectedBy(family) },
    // With the supervisor.
    {
      name: 'processes of our own',
      before: 1 + COPIES.api + COPIES.scheduler + COPIES.runner,
      after: ours.length,
    },
    ...(await sandboxes(cluster)),
    ...OURS.flatMap((kind) => [
      {
        name: `connections of one ${kind} to Redis`,
        before: REDIS_CONNECTIONS[kind],
        after: mostOf(cluster, kind, [portOf(redisUrl)]),
      },
      {
        name: `connections of one ${kind} to Postgres`,
        before: DATABASE_POOL_SIZE,
        after: mostOf(cluster, kind, [portOf(databaseUrl)]),
      },
      {
        name: `connections of one ${kind} to Kafka`,
        before: cluster.kafka.brokers.length * (2 + 2 * KAFKA_READERS[kind]),
        after: mostOf(cluster, kind, kafkaPorts(cluster)),
      },
    ]),
    newOnes('topics', before.topics, now.topics),
    newOnes('consumer groups', before.groups, now.groups),
    ...(await untaken(cluster.kafka.bootstrap)),
    newOnes('files', before.files, files(cluster)),
    newOnes('keys of Redis that stay', before.redisKeys, await keysForGood(redisUrl, living)),
    ...rows,
  ];
}

/** A runner's children are its sandboxes: no more than its pool knows of. */
async function sandboxes(cluster: DrilledCluster): Promise<Resource[]> {
  const family = cluster.product.family();
  return Promise.all(
    cluster.running('runner').map(async ({ pid }) => {
      const answer = await fetch(`http://127.0.0.1:${cluster.internalPort(pid)}/metrics`);
      const known = [...(await answer.text()).matchAll(/^aispinner_sandboxes\{.*\} (\d+)$/gm)];
      return {
        name: `sandboxes of ${cluster.nameOf(pid)}`,
        before: known.reduce((sum, [, count]) => sum + Number(count), 0),
        after: family.filter(({ parent }) => parent === pid).length,
      };
    }),
  );
}

/** Of all copies, those of the one that has most. */
function mostOf(cluster: DrilledCluster, kind: Ours, ports: readonly number[]): number {
  return Math.max(...cluster.running(kind).map(({ pid }) => connectionsOf(pid, ports)));
}

function kafkaPorts({ kafka }: DrilledCluster): number[] {
  return kafka.brokers.map(({ address }) => Number(address.split(':')[1]));
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}

/** The name tells a person which. */
function newOnes(what: string, before: readonly string[], after: readonly string[]): Resource {
  const added = after.filter((one) => !before.includes(one));
  return { name: [what, ...added].join(' '), before: 0, after: added.length };
}

/** Of the home what is not in a service's own folder or a log. */
function files({ product: { home } }: DrilledCluster): string[] {
  const own = /^(postgres|redis|kafka|logs)\//;
  return readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) => !own.test(name));
}

/** The keys that do not go away by themselves, but for those of workers that there are. */
async function keysForGood(redisUrl: string, living: readonly string[]): Promise<string[]> {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 1 });
  try {
    const all = await redis.keys('*');
    const keys = all.filter((key) => !living.some((id) => key.includes(`{${id}}`)));
    const lives = await Promise.all(keys.map((key) => redis.pttl(key)));
    return keys.filter((_, i) => lives[i] === -1);
  } finally {
    redis.disconnect();
  }
}

/** The workers that there are, and what is left of the schedulers' work. */
async function askDatabase(
  databaseUrl: string,
): Promise<{ readonly living: readonly string[]; readonly rows: readonly Resource[] }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const workers = await client.query<{ id: string }>('SELECT id FROM workers');
    const {
      rows: [found],
    } = await client.query<Record<'owners' | 'stray' | 'members' | 'waiting' | 'due', number>>(
      `SELECT count(DISTINCT owner)::int AS owners,
              (count(*) FILTER (WHERE owner IS NULL OR expires_at < clock_timestamp()))::int AS stray,
              (SELECT count(*) FROM schedulers)::int AS members,
              (SELECT count(*) FROM ticks_in_flight)::int AS waiting,
              (SELECT count(*) FROM due_times)::int AS due
       FROM scheduler_shards`,
    );
    const rows = [
      {
        name: 'schedulers that hold shards',
        before: COPIES.scheduler,
        after: found?.owners ?? Infinity,
      },
      { name: 'shards that nobody holds', before: 0, after: found?.stray ?? Infinity },
      {
        name: 'schedulers that count as alive',
        before: COPIES.scheduler,
        after: found?.members ?? Infinity,
      },
      { name: 'ticks in flight', before: 0, after: found?.waiting ?? Infinity },
      { name: 'due times', before: 0, after: found?.due ?? Infinity },
    ];
    return { living: workers.rows.map(({ id }) => id), rows };
  } finally {
    await client.end();
  }
}
