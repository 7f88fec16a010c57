import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  Injectable,
  RequestMapping,
  RequestMethod,
  SetMetadata,
  type ExecutionContext,
  type PipeTransform,
} from '@nestjs/common';
import type { Response } from 'express';
import type { Caller } from '../auth/caller.ts';
import type { ApiRequest } from './api-request.ts';
import { readBody } from './read-body.ts';
import { readInput } from './read-input.ts';
import type { InputOf, OutputOf, Route } from './route.ts';

const ROUTE = Symbol('route');

type Handler<T extends Route> = (
  input: InputOf<T>,
  ...rest: never[]
) => Promise<OutputOf<T>> | OutputOf<T>;

/** Makes a method the handler of a route; the compiler holds its input and output against it. */
export function Handles<T extends Route>(
  route: T,
): <M extends Handler<T>>(
  target: object,
  key: string | symbol,
  descriptor: TypedPropertyDescriptor<M>,
) => void {
  return applyDecorators(
    RequestMapping({ path: route.path, method: RequestMethod[route.method] }),
    HttpCode(route.status),
    SetMetadata(ROUTE, route),
  );
}

/** The route that a handler was made for; null for what is not part of the API. */
export function routeOf(handler: object): Route | null {
  return (Reflect.getMetadata(ROUTE, handler) as Route | undefined) ?? null;
}

/** Every route of some controllers, in the order in which they stand. */
export function routesOf(
  controllers: readonly (abstract new (...args: never[]) => object)[],
): Route[] {
  return controllers.flatMap((controller) => {
    const prototype = controller.prototype as Record<string, unknown>;
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      const route = typeof handler === 'function' ? routeOf(handler) : null;
      return route === null ? [] : [route];
    });
  });
}

interface AtTheDoor {
  readonly route: Route;
  readonly request: ApiRequest;
  readonly response: Response;
}

/** The one pipe: a handler sees nothing that its route's schemas have not let through. */
@Injectable()
class InputPipe implements PipeTransform<AtTheDoor, Promise<InputOf<Route>>> {
  async transform({ route, request, response }: AtTheDoor): Promise<InputOf<Route>> {
    return readInput(route, {
      params: request.params,
      query: request.query,
      contentType: request.get('content-type') ?? null,
      body: await readBody(route, request, response),
    });
  }
}

const atTheDoor = createParamDecorator((_: unknown, context: ExecutionContext): AtTheDoor => {
  const route = routeOf(context.getHandler());
  if (route === null) throw new Error('@Input() on a method without @Handles()');
  const http = context.switchToHttp();
  const request = http.getRequest<ApiRequest>();
  return { route, request, response: http.getResponse<Response>() };
});

/** The parsed input of the route. */
export function Input(): ParameterDecorator {
  return atTheDoor(InputPipe);
}

/** Who asks; there is none on a route for anyone. */
export const Asker = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<ApiRequest>();
  if (caller === undefined) throw new Error('@Asker() on a route for anyone');
  return caller;
});
