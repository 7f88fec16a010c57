import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.ts';

export interface InternalServerOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly metrics: Metrics;
  /** Null when the process can do its work; else the reason why not. */
  readonly notReady: () => Promise<string | null>;
}

export interface InternalServer {
  readonly port: number;
  close(): Promise<void>;
}

/** How long a probe may take: longer, and whoever probes has given up. */
const PROBE_MS = 2_000;

/**
 * For whoever operates the process, not for tenants: `/healthz` answers 200 while the process answers
 * at all, `/readyz` 200 or 503 with the reason, `/metrics` in the Prometheus text format.
 */
export async function startInternalServer(options: InternalServerOptions): Promise<InternalServer> {
  const server = createServer((request, response) => {
    answer(request, options).then(
      ({ status, contentType, body }) => send(response, status, contentType, body),
      () => send(response, 500, 'text/plain', 'failed\n'),
    );
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(options.port, options.host, done);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

async function answer(
  request: IncomingMessage,
  { metrics, notReady }: InternalServerOptions,
): Promise<Answer> {
  const path = new URL(request.url ?? '/', 'http://internal').pathname;
  if (request.method !== 'GET' && request.method !== 'HEAD') return text(405, 'GET only');
  switch (path) {
    case '/healthz':
      return text(200, 'ok');
    case '/readyz': {
      const reason = await probe(notReady);
      return reason === null ? text(200, 'ready') : text(503, reason);
    }
    case '/metrics':
      return { status: 200, ...(await metrics.text()) };
    default:
      return text(404, 'not found');
  }
}

async function probe(notReady: () => Promise<string | null>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<string>((done) => {
    timer = setTimeout(() => done('no answer in time'), PROBE_MS);
  });
  try {
    return await Promise.race([notReady(), timeout]);
  } catch {
    return 'failed';
  } finally {
    clearTimeout(timer);
  }
}

function text(status: number, line: string): Answer {
  return { status, contentType: 'text/plain; charset=utf-8', body: `${line}\n` };
}

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' });
  response.end(body);
}
