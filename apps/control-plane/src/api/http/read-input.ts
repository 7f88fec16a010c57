import type { ProblemError } from '@aispinner/contracts';
import type { z } from 'zod';
import { badInput, notFound, Refusal } from './refusal.ts';
import type { InputOf, Route } from './route.ts';

/** What a request brought, before anything is known of it. */
export interface RawInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly contentType: string | null;
  /** Null where there was none. */
  readonly body: Uint8Array | null;
}

/**
 * Parses the input of a route. Throws a `Refusal`: 404 for a path that cannot name anything, 415 for
 * what is not JSON, 400 with every wrong field by its name otherwise.
 */
export function readInput<T extends Route>(route: T, raw: RawInput): InputOf<T> {
  const params = route.params.safeParse(raw.params);
  if (!params.success) {
    // An id that is malformed is one that nobody has.
    const errors = problemErrors(params.error, []);
    const isId = errors.every((e) => e.path.endsWith('Id'));
    throw isId ? notFound(nounOf(errors[0]?.path ?? '')) : badInput(errors);
  }
  const query = route.query.safeParse(raw.query);
  if (!query.success) throw badInput(problemErrors(query.error, raw.query));
  const bodyText = readText(raw);
  if (route.body === null) {
    if (bodyText.trim() !== '' && !isEmptyObject(bodyText)) {
      throw badInput([{ path: '', message: 'This route takes no body.' }]);
    }
    return { params: params.data, query: query.data, body: undefined, bodyText: '' } as InputOf<T>;
  }
  const json = parseJson(bodyText);
  const body = route.body.safeParse(json);
  if (!body.success) throw badInput(problemErrors(body.error, json));
  return { params: params.data, query: query.data, body: body.data, bodyText } as InputOf<T>;
}

function readText(raw: RawInput): string {
  if (raw.body === null || raw.body.byteLength === 0) return '';
  if (!/^application\/json\s*(;|$)/i.test(raw.contentType ?? '')) {
    throw new Refusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the body as application/json.');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw.body);
  } catch {
    throw badInput([{ path: '', message: 'The body is not UTF-8.' }]);
  }
}

function parseJson(text: string): unknown {
  if (text === '') throw badInput([{ path: '', message: 'A JSON body is missing.' }]);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : 'unreadable';
    throw badInput([{ path: '', message: `The body is not JSON: ${message}` }]);
  }
}

function isEmptyObject(text: string): boolean {
  return /^\s*\{\s*\}\s*$/.test(text);
}

/** Each issue by the field that it speaks of; an unknown field is named itself. */
function problemErrors(error: z.ZodError, input: unknown): ProblemError[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: [...issue.path, key].join('.'),
        message: 'There is no such field.',
      }));
    }
    const missing = issue.code === 'invalid_type' && valueAt(input, issue.path) === undefined;
    return [{ path: issue.path.join('.'), message: missing ? 'Missing.' : issue.message }];
  });
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    input,
  );
}

/** `workerId` names a worker. */
function nounOf(param: string): string {
  return param.replace(/Id$/, '').replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`);
}
