import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { answer, beat, stream, type Call } from './mock-api.ts';

/**
 * The built dashboard over invented data, to look at while there is no server. Not part of the
 * product: `node test-fixtures/mock-server.ts [port]` after a build.
 */
const port = Number(process.argv[2] ?? 4300);
const dist = new URL('../dist', import.meta.url).pathname;

/** As strict as the real one: nothing inline, nothing from elsewhere. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

function serveFile(path: string, response: ServerResponse): void {
  const wanted = join(dist, normalize(path));
  const isFile = wanted.startsWith(dist) && existsSync(wanted) && statSync(wanted).isFile();
  const file = isFile ? wanted : join(dist, 'index.html');
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': CSP,
  });
  createReadStream(file).pipe(response);
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (!url.pathname.startsWith('/api/v1/')) {
    serveFile(url.pathname, response);
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const call: Call = {
    method: request.method ?? 'GET',
    path: url.pathname.slice('/api/v1'.length),
    query: url.searchParams,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
  if (/\/(events|logs\/stream)$/.test(call.path)) {
    stream(call, request, response);
    return;
  }
  const isSlow = call.path.endsWith('/test-runs') || call.path.endsWith('/versions');
  setTimeout(() => answer(call, response), isSlow ? 400 : 15);
}

const server = createServer((request, response) => void handle(request, response));
server.listen(port, '127.0.0.1', () => {
  process.stdout.write(`ready http://localhost:${port}\n`);
});
setInterval(beat, 20);
