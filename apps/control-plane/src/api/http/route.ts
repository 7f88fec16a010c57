import type { Permission } from '@aispinner/domain';
import { z } from 'zod';

/** Who may call a route: anyone, whoever has signed in, or callers with a permission in the tenant. */
export type Access = 'anyone' | 'signedIn' | Permission;

type ObjectSchema = z.ZodType<Readonly<Record<string, unknown>>>;

export type ResponseKind =
  | { readonly kind: 'json'; readonly schema: z.ZodType }
  | { readonly kind: 'empty' }
  /** Server-sent events, each of whose `data` is of the schema. */
  | { readonly kind: 'events'; readonly schema: z.ZodType };

/**
 * What there is to know of a route, once: the door checks input by it, the guard asks it who may come
 * in, the OpenAPI document is made from it, and tests hold the answers against it.
 */
export interface Route<
  P extends ObjectSchema = ObjectSchema,
  Q extends ObjectSchema = ObjectSchema,
  B extends z.ZodType = z.ZodType,
  R extends ResponseKind = ResponseKind,
> {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under the API's base path, parameters as `:name`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  readonly params: P;
  readonly query: Q;
  /** Null: the request has none. */
  readonly body: B | null;
  readonly status: number;
  readonly response: R;
}

export const NO_PARAMS = z.strictObject({});
export const NO_QUERY = z.strictObject({});

/** The parsed input of a route. `bodyText` is the body as it came, for what must keep its digits. */
export type InputOf<T> =
  T extends Route<infer P, infer Q, infer B>
    ? {
        readonly params: z.output<P>;
        readonly query: z.output<Q>;
        readonly body: z.output<B>;
        readonly bodyText: string;
      }
    : never;

/** JSON that is already text: it is sent as it is. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a route's handler resolves to. */
export type OutputOf<T> =
  T extends Route<ObjectSchema, ObjectSchema, z.ZodType, infer R>
    ? R extends { kind: 'json'; schema: infer S extends z.ZodType }
      ? z.output<S> | JsonText
      : void
    : never;

interface RouteOptions<
  P extends ObjectSchema,
  Q extends ObjectSchema,
  B extends z.ZodType,
  R extends ResponseKind,
> {
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Default: 200, or 204 where the answer is empty. */
  readonly status?: number;
  readonly response: R;
}

/** Declares a route: `route('createWorker', 'POST /workspaces/:workspaceId/workers', {…})`. */
export function route<
  R extends ResponseKind,
  P extends ObjectSchema = typeof NO_PARAMS,
  Q extends ObjectSchema = typeof NO_QUERY,
  B extends z.ZodType = z.ZodUndefined,
>(
  name: string,
  call: `${Route['method']} /${string}`,
  options: RouteOptions<P, Q, B, R>,
): Route<P, Q, B, R> {
  const space = call.indexOf(' ');
  const { tag, summary, access, params, query, body, status, response } = options;
  return {
    name,
    method: call.slice(0, space) as Route['method'],
    path: call.slice(space + 1),
    tag,
    summary,
    access,
    params: params ?? (NO_PARAMS as unknown as P),
    query: query ?? (NO_QUERY as unknown as Q),
    body: body ?? null,
    status: status ?? (response.kind === 'empty' ? 204 : 200),
    response,
  };
}

export function json<S extends z.ZodType>(schema: S): { kind: 'json'; schema: S } {
  return { kind: 'json', schema };
}

export function events<S extends z.ZodType>(schema: S): { kind: 'events'; schema: S } {
  return { kind: 'events', schema };
}

export const empty = { kind: 'empty' } as const;
