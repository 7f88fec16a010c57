import { connect as connectPlainly } from 'node:net';
import { connect as connectTls } from 'node:tls';

const ANSWER_TIMEOUT_MS = 2_000;

/**
 * Sends bytes to a port of the loopback and returns what `whole` makes of what came back, once that is
 * not null; null when nothing of the kind came within 2 s. `trusted` is the PEM of a TLS server.
 */
export async function askSocket<T>(
  port: number,
  question: Uint8Array,
  whole: (answer: Buffer) => T | null,
  trusted: string | null = null,
): Promise<T | null> {
  const socket =
    trusted === null
      ? connectPlainly({ host: '127.0.0.1', port })
      : connectTls({ host: '127.0.0.1', port, ca: trusted });
  try {
    return await new Promise<T | null>((resolve) => {
      let answer = Buffer.alloc(0);
      socket.setTimeout(ANSWER_TIMEOUT_MS, () => resolve(null));
      socket.on('error', () => resolve(null));
      socket.on('close', () => resolve(null));
      socket.on('data', (bytes: Buffer) => {
        answer = Buffer.concat([answer, bytes]);
        const made = whole(answer);
        if (made !== null) resolve(made);
      });
      socket.write(question);
    });
  } finally {
    socket.destroy();
  }
}
