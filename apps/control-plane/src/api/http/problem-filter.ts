import type { Logger } from '@aispinner/platform';
import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import type { ApiRequest } from './api-request.ts';
import { problemOf } from './problem-of.ts';

/** Every error of every request ends here, as problem details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log: Pick<Logger, 'error' | 'warn'>;

  constructor(log: Pick<Logger, 'error' | 'warn'>) {
    this.log = log;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<ApiRequest>();
    const response = http.getResponse<Response>();
    const { problem, headers, isFault } = problemOf(error);
    if (isFault) {
      const event = { err: error, requestId: request.id, code: problem.code };
      if (problem.status === 503) this.log.warn(event, 'request could not be served');
      else this.log.error(event, 'request failed');
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
}
