import { readFileSync } from 'node:fs';
import { createState } from '@aispinner/state';
import pg from 'pg';
import { survivorsOf, type RunningProcess } from '../process-table.ts';
import type { DrilledCluster } from './drilled-cluster.ts';
import type { Resource } from './history.ts';

/** What the cluster holds at one moment, by name. */
export type Holdings = Readonly<Record<string, number>>;

/** Counts what must not grow. `seen`: every process that was ever part of the cluster. */
export async function holdings(
  cluster: DrilledCluster,
  seen: readonly RunningProcess[],
  workerIds: readonly string[],
): Promise<Holdings> {
  const family = cluster.product.family();
  const pids = new Set(family.map(({ pid }) => pid));
  const settings = cluster.settings(cluster.running('api')[0]?.pid ?? 0);
  const redisUrl = settings['REDIS_URL'] ?? '';
  const databaseUrl = settings['DATABASE_URL'] ?? '';
  return {
    'processes that nobody answers for': survivorsOf(seen).filter(({ pid }) => !pids.has(pid))
      .length,
    'processes of our own': family.filter(({ command }) => /\/dist\/main\./.test(command)).length,
    'connections to Redis': connectionsTo(Number(new URL(redisUrl).port)),
    'connections to Postgres': connectionsTo(Number(new URL(databaseUrl).port)),
    ...(await shards(databaseUrl)),
    'leases of ticks held': await leasesHeld(redisUrl, workerIds),
  };
}

/** Grown in between, by name; both are counted when all is quiet. */
export function growth(before: Holdings, after: Holdings): Resource[] {
  return Object.entries(after).map(([name, count]) => ({
    name,
    before: before[name] ?? 0,
    after: count,
  }));
}

/** Established connections of this machine to a port of its loopback. */
function connectionsTo(port: number): number {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  return ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((path) => readFileSync(path, 'utf8').split('\n').slice(1))
    .filter((line) => {
      const [, , remote = '', state] = line.trim().split(/\s+/);
      return state === '01' && remote.endsWith(`:${wanted}`);
    }).length;
}

async function shards(databaseUrl: string): Promise<Holdings> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ owners: number; stray: number }>(
      `SELECT count(DISTINCT owner)::int AS owners,
              (count(*) FILTER (WHERE owner IS NULL OR expires_at < clock_timestamp()))::int AS stray
       FROM scheduler_shards`,
    );
    return {
      'schedulers that hold shards': rows[0]?.owners ?? 0,
      'shards that nobody holds': rows[0]?.stray ?? 0,
    };
  } finally {
    await client.end();
  }
}

async function leasesHeld(redisUrl: string, workerIds: readonly string[]): Promise<number> {
  const state = createState({
    state: 'redis',
    databaseUrl: null,
    redis: { url: redisUrl, caFile: null, keyPrefix: 'aispinner:' },
  });
  try {
    return (await state.leases.running(workerIds)).size;
  } finally {
    await state.close();
  }
}
