import type { Config } from '@aispinner/platform';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import type { Server } from 'node:http';
import type { ApiParts } from './api-parts.ts';
import { ApiModule } from './api.module.ts';
import { BASE_PATH, ROUTES } from './controllers.ts';
import { apiReadiness, missingOf, probes } from './health/probes.ts';
import { dashboardFiles } from './http/dashboard-files.ts';
import { requestLog, type ServedRequest } from './http/request-log.ts';
import { noStore } from './http/no-store.ts';
import { nothingThere, problemAnswers } from './http/send-problem.ts';
import { securityHeaders } from './http/security-headers.ts';
import { LiveHub } from './live/live-hub.ts';
import { LiveStreams } from './live/live-streams.ts';
import { openApiOf } from './openapi/document.ts';
import { referencePage } from './openapi/reference-page.ts';
import { nestLog } from './nest-log.ts';

export interface ApiOptions {
  readonly publicUrl: Config['publicUrl'];
  readonly trustProxy: Config['trustProxy'];
  /** The built dashboard; served where it is there. */
  readonly dashboardFolder: string;
  readonly onServed: (request: ServedRequest) => void;
}

export interface Api {
  /** Begins to listen; 0 takes any free port. Returns the port. Rejects where the port is taken. */
  listen(port: number, host: string): Promise<number>;
  /** Null when requests can be served; else what is missing. */
  notReady(): Promise<string | null>;
  /** Takes no more requests, ends the streams, and resolves when the requests under way are answered. */
  close(): Promise<void>;
}

const VERSION = '1';

/** The API as it is served, on its parts. Opens nothing itself but the port. */
export async function createApi(parts: ApiParts, options: ApiOptions): Promise<Api> {
  const app = await NestFactory.create<NestExpressApplication>(
    ApiModule.of(parts),
    new ExpressAdapter(),
    { bodyParser: false, logger: nestLog(parts.log), abortOnError: false },
  );
  const hub = app.get(LiveHub);
  const document = openApiOf(ROUTES, { version: VERSION, serverUrl: BASE_PATH });
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', options.trustProxy);
  app.use(requestLog(parts.log, options.onServed));
  app.use(securityHeaders({ https: options.publicUrl.startsWith('https:') }));
  app.use(probes(() => apiReadiness(parts.database, hub)));
  app.use(referencePage(() => document));
  app.use('/api', noStore());
  app.use(dashboardFiles(options.dashboardFolder));
  app.setGlobalPrefix(BASE_PATH);
  await app.init();
  app.use(nothingThere());
  app.use(problemAnswers(parts.log));
  void hub.start();
  return {
    listen: (port, host) => listen(app, port, host),
    notReady: async () => missingOf(await apiReadiness(parts.database, hub)),
    close: () => close(app, hub),
  };
}

async function listen(app: INestApplication, port: number, host: string): Promise<number> {
  await app.listen(port, host);
  const address = (app.getHttpServer() as Server).address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

async function close(app: INestApplication, hub: LiveHub): Promise<void> {
  const server = app.getHttpServer() as Server;
  // First the port, so that nobody comes in while those who are there leave.
  const closed = new Promise<void>((resolve) => {
    if (server.listening) server.close(() => resolve());
    else resolve();
  });
  app.get(LiveStreams).close();
  // A connection is kept for further requests once its last one is answered: there will be none.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  await closed;
  clearInterval(sweep);
  await hub.close();
  await app.close();
}
