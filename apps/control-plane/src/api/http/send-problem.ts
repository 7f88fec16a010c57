import type { Logger } from '@aispinner/platform';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { ApiRequest } from './api-request.ts';
import { problemOf } from './problem-of.ts';
import { Refusal } from './refusal.ts';

/** Answers with what `error` means, and logs what is ours. */
export function sendProblem(
  log: Pick<Logger, 'error' | 'warn'>,
  error: unknown,
  request: ApiRequest,
  response: Response,
): void {
  const { problem, headers, isFault } = problemOf(error);
  if (isFault) {
    const event = { err: error, requestId: request.id, code: problem.code };
    if (problem.status === 503) log.warn(event, 'request could not be served');
    else log.error(event, 'request failed');
  }
  // A stream that has begun cannot become a problem: it ends, and its reader comes back.
  if (response.headersSent) {
    response.end();
    return;
  }
  response
    .status(problem.status)
    .set(headers)
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem, requestId: request.id }));
}

/** For what lies outside the API's base path, after everything that might have answered. */
export function nothingThere(): RequestHandler {
  return (_request, _response, next) => {
    next(new Refusal(404, 'NOT_FOUND', 'There is nothing at this address.'));
  };
}

/** For what goes wrong outside the handlers of the API. Four parameters make it an error handler. */
export function problemAnswers(log: Pick<Logger, 'error' | 'warn'>): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    sendProblem(log, error, request as unknown as ApiRequest, response);
  };
}
