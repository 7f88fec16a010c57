import { askSocket } from './ask-socket.ts';
import type { CertificateFiles } from './self-signed-certificate.ts';

export interface RedisOptions {
  /** Absolute, made on first use; default: a new one that goes with the server. */
  readonly folder?: string;
  /** 0 or absent: any free one. */
  readonly port?: number;
  /** `always`: what was acknowledged survives kill -9. Default `none`: gone at every stop. */
  readonly appendOnly?: 'none' | 'everysec' | 'always';
  /** `tls` takes TLS connections only, under a certificate of its own. Default `plain`. */
  readonly transport?: 'plain' | 'tls';
  /** For `tls`, one that several servers share in place of its own. */
  readonly certificate?: CertificateFiles;
  readonly password?: string;
  /** More lines for its configuration, such as `maxmemory 8mb`. */
  readonly settings?: readonly string[];
  readonly onLog?: (line: string) => void;
}

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
