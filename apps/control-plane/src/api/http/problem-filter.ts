import type { Logger } from '@aispinner/platform';
import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import type { ApiRequest } from './api-request.ts';
import { sendProblem } from './send-problem.ts';

/** Every error of every handler ends here, as problem details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log: Pick<Logger, 'error' | 'warn'>;

  constructor(log: Pick<Logger, 'error' | 'warn'>) {
    this.log = log;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(this.log, error, http.getRequest<ApiRequest>(), http.getResponse<Response>());
  }
}
