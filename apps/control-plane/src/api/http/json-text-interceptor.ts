import {
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';
import { JsonText } from './route.ts';

/** Sends `JsonText` as it is: what the framework would print again would lose digits. */
@Injectable()
export class JsonTextInterceptor implements NestInterceptor<unknown, unknown> {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    return next.handle().pipe(
      map((value) => {
        if (!(value instanceof JsonText)) return value;
        context.switchToHttp().getResponse<Response>().type('application/json');
        return value.text;
      }),
    );
  }
}
