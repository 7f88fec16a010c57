import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  freePorts,
  startRedis,
  writeCertificate,
  type LocalRedis,
} from '@aispinner/platform/local-services';
import { Redis } from 'ioredis';
import { eventually } from './eventually.ts';

const NODES = 3;
const SLOTS = 16_384;

/** A Redis Cluster of three masters on this machine. */
export interface LocalRedisCluster {
  /** As `REDIS_URL` takes it. */
  readonly url: string;
  readonly nodes: readonly LocalRedis[];
  /** What clients must trust; null without TLS. */
  readonly caFile: string | null;
  stop(): Promise<void>;
}

/** Returns once every slot is served. With `tls`, nodes and clients talk under one certificate. */
export async function startRedisCluster(
  transport: 'plain' | 'tls' = 'plain',
): Promise<LocalRedisCluster> {
  const nodes: LocalRedis[] = [];
  const folder = await mkdtemp(join(tmpdir(), 'aispinner-redis-cluster-'));
  const certificate = transport === 'tls' ? await writeCertificate(folder) : undefined;
  const busPorts = await freePorts(NODES);
  const stop = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.stop()));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    for (let n = 0; n < NODES; n++) {
      nodes.push(
        await startRedis({
          transport,
          ...(certificate !== undefined && { certificate }),
          settings: [
            'cluster-enabled yes',
            `cluster-port ${busPorts[n] ?? 0}`,
            ...(certificate === undefined ? [] : ['tls-cluster yes']),
          ],
        }),
      );
    }
    await meet(nodes, busPorts);
  } catch (error) {
    await stop();
    throw error;
  }
  const caFile = certificate?.certificateFile ?? null;
  return { url: nodes.map((node) => node.url).join(','), nodes, caFile, stop };
}

/** A client of one server; to be disconnected. */
export function adminOf({ url, caFile }: LocalRedis): Redis {
  const client = new Redis(url, caFile === null ? {} : { tls: { ca: readFileSync(caFile) } });
  client.on('error', () => undefined);
  return client;
}

async function meet(nodes: readonly LocalRedis[], busPorts: readonly number[]): Promise<void> {
  const clients = nodes.map(adminOf);
  try {
    for (const [n, client] of clients.entries()) {
      const [from, to] = [n, n + 1].map((place) => Math.floor((SLOTS * place) / NODES));
      await client.cluster('ADDSLOTSRANGE', from ?? 0, (to ?? SLOTS) - 1);
    }
    for (const [n, node] of nodes.entries()) {
      await clients[0]?.call('CLUSTER', 'MEET', '127.0.0.1', node.port, busPorts[n] ?? 0);
    }
    for (const client of clients) {
      await eventually(
        async () => {
          const state = await client.cluster('INFO');
          if (!state.includes('cluster_state:ok')) throw new Error(state);
          if (!state.includes(`cluster_known_nodes:${NODES}`)) throw new Error(state);
        },
        { timeoutMs: 20_000 },
      );
    }
  } finally {
    for (const client of clients) client.disconnect();
  }
}
