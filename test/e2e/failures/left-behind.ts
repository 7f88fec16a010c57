import { readFileSync } from 'node:fs';
import { createState } from '@aispinner/state';
import pg from 'pg';
import { survivorsOf, type RunningProcess } from '../process-table.ts';
import { COPIES, type DrilledCluster } from './drilled-cluster.ts';
import type { Resource } from './history.ts';

/** A connection for commands each, and one that listens in all but the runners. */
const REDIS_CONNECTIONS = 2 * (COPIES.api + COPIES.scheduler) + COPIES.runner;

/** To all brokers, of all processes. */
export function kafkaConnections({ kafka }: DrilledCluster): number {
  return kafka.brokers
    .map(({ address }) => connectionsTo(Number(address.split(':')[1])))
    .reduce((sum, count) => sum + count, 0);
}

/**
 * What the cluster holds when all is quiet, beside what it may: pools and sandboxes are filled as work
 * asks for them, up to limits of their own. `seen`: every process that was ever part of the cluster; `kafkaAtWork`:
 * connections to Kafka while it worked and before it was disturbed.
 */
export async function leftBehind(
  cluster: DrilledCluster,
  seen: readonly RunningProcess[],
  workerIds: readonly string[],
  kafkaAtWork: number,
): Promise<Resource[]> {
  const family = cluster.product.family();
  const pids = new Set(family.map(({ pid }) => pid));
  const orphans = survivorsOf(seen).filter(({ pid }) => !pids.has(pid));
  const ours = family.filter(({ command }) => /\/dist\/main\./.test(command));
  const settings = cluster.settings(cluster.running('api')[0]?.pid ?? 0);
  const redisUrl = addressAmong(settings, 'redis:');
  const databaseUrl = addressAmong(settings, 'postgresql:');
  const processes = COPIES.api + COPIES.scheduler + COPIES.runner;
  const { owners, stray } = await shards(databaseUrl);
  return [
    { name: 'processes that nobody answers for', before: 0, after: orphans.length },
    // With the supervisor.
    { name: 'processes of our own', before: processes + 1, after: ours.length },
    {
      name: 'connections to Redis',
      before: REDIS_CONNECTIONS,
      after: connectionsTo(Number(new URL(redisUrl).port)),
    },
    {
      name: 'connections to Postgres',
      before: processes * Number(settings['DATABASE_POOL_SIZE']),
      after: connectionsTo(Number(new URL(databaseUrl).port)),
    },
    { name: 'connections to Kafka', before: kafkaAtWork, after: kafkaConnections(cluster) },
    { name: 'schedulers that hold shards', before: COPIES.scheduler, after: owners },
    { name: 'shards that nobody holds', before: 0, after: stray },
    { name: 'leases of ticks', before: 0, after: await leasesHeld(redisUrl, workerIds) },
  ];
}

function addressAmong(settings: Readonly<Record<string, string>>, scheme: string): string {
  const address = Object.values(settings).find((value) => value.startsWith(`${scheme}//`));
  if (address === undefined) throw new Error(`no ${scheme} among the settings`);
  return address;
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

async function shards(databaseUrl: string): Promise<{ owners: number; stray: number }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ owners: number; stray: number }>(
      `SELECT count(DISTINCT owner)::int AS owners,
              (count(*) FILTER (WHERE owner IS NULL OR expires_at < clock_timestamp()))::int AS stray
       FROM scheduler_shards`,
    );
    return rows[0] ?? { owners: 0, stray: 0 };
  } finally {
    await client.end();
  }
}

async function leasesHeld(redisUrl: string, workerIds: readonly string[]): Promise<number> {
  const state = createState({
    state: 'redis',
    databaseUrl: null,
    redis: { url: redisUrl, caFile: null, keyPrefix: 'aispinner:', durability: 'warn' },
  });
  try {
    return (await state.leases.running(workerIds)).size;
  } finally {
    await state.close();
  }
}
