import type { Logger } from '@aispinner/platform';
import type { NextFunction, RequestHandler, Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { ApiRequest } from './api-request.ts';

/** What a request told of itself, for metrics. */
export interface ServedRequest {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
}

/**
 * Names each request (`x-request-id`) and writes one line when it ends. The line has the path without
 * its query and no header: those may hold what is secret.
 */
export function requestLog(
  log: Pick<Logger, 'info' | 'debug'>,
  onServed: (request: ServedRequest) => void,
): RequestHandler {
  return ((request: ApiRequest, response: Response, next: NextFunction) => {
    const given = request.get('x-request-id');
    request.id = given !== undefined && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
    response.setHeader('x-request-id', request.id);
    const { method } = request;
    const path = request.path;
    const startedAt = performance.now();
    response.once('close', () => {
      const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
      const status = response.statusCode;
      const aborted = !response.writableFinished;
      const route = (request.route as { path?: string } | undefined)?.path ?? 'other';
      onServed({ method, route, status, durationMs });
      const event = {
        requestId: request.id,
        method,
        path,
        status,
        durationMs,
        ...(aborted ? { aborted } : {}),
        ...(request.caller === undefined
          ? {}
          : { tenantId: request.caller.tenantId, actorId: request.caller.actor.id }),
      };
      if (path.startsWith('/api/')) log.info(event, 'request served');
      else log.debug(event, 'request served');
    });
    next();
  }) as RequestHandler;
}
