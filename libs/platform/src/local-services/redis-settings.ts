import { askSocket } from './ask-socket.ts';
import type { RedisOptions } from './redis-server.ts';

/** The text of `redis.conf`. */
export function redisSettings(
  options: RedisOptions,
  place: {
    readonly folder: string;
    readonly port: number;
    readonly tls: { readonly certificateFile: string; readonly keyFile: string } | null;
  },
): string {
  const { folder, port, tls } = place;
  const appendOnly = options.appendOnly ?? 'none';
  return [
    'bind 127.0.0.1',
    'protected-mode yes',
    'daemonize no',
    // Its command goes on naming this folder: that is how a later start knows it.
    'set-proc-title no',
    `dir ${JSON.stringify(folder)}`,
    // Snapshots of its own accord would make a fork of a busy test machine.
    'save ""',
    ...(appendOnly === 'none'
      ? ['appendonly no']
      : ['appendonly yes', `appendfsync ${appendOnly}`]),
    // What a worker's state holds may not be thrown away: a full memory refuses writes instead.
    'maxmemory-policy noeviction',
    ...(tls === null
      ? [`port ${port}`]
      : [
          'port 0',
          `tls-port ${port}`,
          `tls-cert-file ${JSON.stringify(tls.certificateFile)}`,
          `tls-key-file ${JSON.stringify(tls.keyFile)}`,
          `tls-ca-cert-file ${JSON.stringify(tls.certificateFile)}`,
          'tls-auth-clients no',
        ]),
    ...(options.password === undefined ? [] : [`requirepass ${JSON.stringify(options.password)}`]),
    ...(options.settings ?? []),
    '',
  ].join('\n');
}

/** Whether a Redis takes commands there: one that still loads its files, or asks for a password first, says so. */
export async function pingRedis(port: number, trusted: string | null): Promise<boolean> {
  const answer = await askSocket(
    port,
    Buffer.from('PING\r\n'),
    (bytes) => (bytes.includes('\r\n') ? bytes.toString('latin1') : null),
    trusted,
  );
  return answer !== null && (answer.startsWith('+PONG') || answer.startsWith('-NOAUTH'));
}
