import { freePorts, startRedis, type LocalRedis } from '@aispinner/platform/local-services';
import { Redis } from 'ioredis';
import { eventually } from './eventually.ts';

const NODES = 3;
const SLOTS = 16_384;

/** A Redis Cluster of three masters on this machine. */
export interface LocalRedisCluster {
  /** As `REDIS_URL` takes it. */
  readonly url: string;
  readonly nodes: readonly LocalRedis[];
  stop(): Promise<void>;
}

/** Returns once every slot is served. */
export async function startRedisCluster(): Promise<LocalRedisCluster> {
  const nodes: LocalRedis[] = [];
  const busPorts = await freePorts(NODES);
  const stop = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.stop()));
  };
  try {
    for (let n = 0; n < NODES; n++) {
      nodes.push(
        await startRedis({ settings: ['cluster-enabled yes', `cluster-port ${busPorts[n] ?? 0}`] }),
      );
    }
    await join(nodes, busPorts);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: nodes.map((node) => node.url).join(','), nodes, stop };
}

async function join(nodes: readonly LocalRedis[], busPorts: readonly number[]): Promise<void> {
  const clients = nodes.map((node) => new Redis(node.url));
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
