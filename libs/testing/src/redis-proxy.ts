import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * What happens to a command instead of being done and answered:
 *
 * - `answer`: it is not done, and answered with this error, such as `LOADING …`.
 * - `keep`: it is done, but its answer never comes; the connection stays open.
 * - `cut`: the connection is cut, before it is done or after.
 */
export type RedisFault =
  | { readonly kind: 'answer'; readonly error: string }
  | { readonly kind: 'keep' }
  | { readonly kind: 'cut'; readonly when: 'before' | 'after' };

export interface RedisProxy {
  readonly url: string;
  /** Whatever names one of `commands` (lower case) meets with these, one after the other; then all is well. */
  spoil(commands: readonly string[], ...faults: readonly RedisFault[]): void;
  /** Faults that nothing has met yet. */
  faultsLeft(): number;
  /** Commands that were passed on, by lower-case name. */
  passedOn(command: string): number;
  stop(): Promise<void>;
}

/** Stands between a client and the Redis at `port` of this machine, and does to commands what it is told. */
export async function startRedisProxy(port: number): Promise<RedisProxy> {
  const faults: RedisFault[] = [];
  let spoiled: readonly string[] = [];
  const counts = new Map<string, number>();
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const redis = connect(port, '127.0.0.1');
    for (const socket of [client, redis]) {
      sockets.add(socket);
      socket.once('close', () => {
        sockets.delete(socket);
        client.destroy();
        redis.destroy();
      });
      socket.on('error', () => undefined);
    }
    void serve(client, redis);
  });

  /** One command at a time, so that each answer is known to be that of its command. */
  async function serve(client: Socket, redis: Socket): Promise<void> {
    const [commands, answers] = [messagesOf(client), messagesOf(redis)];
    for await (const command of commands) {
      const name = nameOf(command);
      const fault = spoiled.includes(name) ? faults.shift() : undefined;
      if (fault?.kind === 'answer') {
        client.write(`-${fault.error}\r\n`);
        continue;
      }
      if (fault?.kind === 'cut' && fault.when === 'before') return void client.destroy();
      counts.set(name, (counts.get(name) ?? 0) + 1);
      redis.write(command);
      const { value: answer } = await answers.next();
      if (fault?.kind === 'cut' || answer === undefined) return void client.destroy();
      if (fault?.kind !== 'keep') client.write(answer);
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spoil: (commands, ...more) => {
      spoiled = commands;
      faults.push(...more);
    },
    faultsLeft: () => faults.length,
    passedOn: (command) => counts.get(command) ?? 0,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The messages of the Redis protocol that come over a socket; ends with it. */
async function* messagesOf(socket: Socket): AsyncGenerator<Buffer, undefined> {
  let bytes = Buffer.alloc(0);
  try {
    for await (const chunk of socket) {
      bytes = Buffer.concat([bytes, chunk as Buffer]);
      for (let end = endOf(bytes, 0); end !== null; end = endOf(bytes, 0)) {
        yield bytes.subarray(0, end);
        bytes = bytes.subarray(end);
      }
    }
  } catch {
    // Cut off: there is nothing more to come.
  }
  return undefined;
}

/** Where the message that begins at `start` ends; null while a part of it is missing. */
function endOf(bytes: Buffer, start: number): number | null {
  const lineEnd = bytes.indexOf('\r\n', start);
  if (lineEnd < 0) return null;
  const [type, count] = [
    bytes.toString('latin1', start, start + 1),
    lengthOf(bytes, start, lineEnd),
  ];
  switch (type) {
    case '$':
    case '=':
    case '!': {
      const end = count < 0 ? lineEnd + 2 : lineEnd + 2 + count + 2;
      return end <= bytes.length ? end : null;
    }
    case '*':
    case '~':
    case '>':
      return endOfMany(bytes, lineEnd + 2, count);
    case '%':
      return endOfMany(bytes, lineEnd + 2, 2 * count);
    default:
      return lineEnd + 2;
  }
}

function endOfMany(bytes: Buffer, start: number, count: number): number | null {
  let end: number | null = start;
  for (let left = count; left > 0 && end !== null; left -= 1) end = endOf(bytes, end);
  return end;
}

function lengthOf(bytes: Buffer, start: number, lineEnd: number): number {
  return Number(bytes.toString('latin1', start + 1, lineEnd));
}

/** `*2\r\n$4\r\nHGET\r\n…` */
function nameOf(command: Buffer): string {
  return command.toString('latin1').split('\r\n', 3)[2]?.toLowerCase() ?? '';
}
