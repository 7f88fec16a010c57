import { readFileSync } from 'node:fs';
import { checkServerIdentity } from 'node:tls';
import { Cluster, Redis, type RedisOptions } from 'ioredis';

/** Where Redis is. */
export interface RedisAddress {
  /**
   * `redis://` or `rediss://` (TLS), with user, password and database: one server. Several with commas
   * between, or one with a comma after it: a cluster, and these are nodes to begin with.
   */
  readonly url: string;
  /** PEM of who signed the server's certificate, where the system does not know it. */
  readonly caFile: string | null;
}

interface ConnectionOptions {
  readonly name: string;
  readonly scripts?: Readonly<
    Record<string, { readonly lua: string; readonly numberOfKeys: number }>
  >;
  /** No data for so long while an answer is due: the connection is dead, ms. */
  readonly silenceMs: number;
}

/** A driver that reconnects for ever and tries no command twice by itself. Connects when first used. */
export function connectRedis(address: RedisAddress, options: ConnectionOptions): Redis | Cluster {
  const urls = address.url.split(',').map((part) => part.trim());
  const nodes = urls.filter((part) => part !== '').map(urlOf);
  const [first] = nodes;
  if (first === undefined) throw new Error('REDIS_URL names no server');
  const shared = {
    username: decodeURIComponent(first.username) || undefined,
    password: decodeURIComponent(first.password) || undefined,
    connectionName: options.name,
    connectTimeout: 5_000,
    socketTimeout: options.silenceMs,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    // A replica that was the master: connect anew, to whoever is it now.
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
    ...(first.protocol === 'rediss:' && { tls: tlsOf(nodes, address.caFile) }),
  } satisfies RedisOptions;
  const scripts = options.scripts === undefined ? {} : { scripts: options.scripts };
  if (urls.length > 1) {
    return new Cluster(
      nodes.map((node) => ({ host: node.hostname, port: portOf(node) })),
      {
        ...scripts,
        lazyConnect: true,
        shardedSubscribers: true,
        slotsRefreshTimeout: 3_000,
        clusterRetryStrategy: pauseBefore,
        redisOptions: shared,
      },
    );
  }
  return new Redis({
    ...shared,
    ...scripts,
    host: first.hostname,
    port: portOf(first),
    db: Number(first.pathname.slice(1) || '0'),
    lazyConnect: true,
    retryStrategy: pauseBefore,
  });
}

function urlOf(text: string): URL {
  return new URL(text.includes('://') ? text : `redis://${text}`);
}

function portOf(url: URL): number {
  return url.port === '' ? 6379 : Number(url.port);
}

/**
 * Nodes of a cluster are reached at addresses that the cluster tells. Whichever it is, its certificate
 * may be for any of the names that the configuration gives.
 */
function tlsOf(urls: readonly URL[], caFile: string | null): NonNullable<RedisOptions['tls']> {
  const names = urls.map(({ hostname }) => hostname);
  const named = names.find((name) => !/^[\d.]+$|:/.test(name));
  return {
    // The name that the server is asked under; addresses are none.
    ...(named !== undefined && { servername: named }),
    ...(caFile !== null && { ca: readFileSync(caFile) }),
    checkServerIdentity: (host, certificate) => {
      const isFor = (name: string): boolean => checkServerIdentity(name, certificate) === undefined;
      return names.some(isFor) ? undefined : checkServerIdentity(host, certificate);
    },
  };
}

function pauseBefore(times: number): number {
  return Math.min(25 * 2 ** Math.min(times, 10), 500);
}
