import { session } from './browser-session.ts';
import { parseExact } from './exact-json.ts';
import { open, readAnswer, type SendOptions } from './http.ts';
import { tenantHeader } from './tenant-choice.ts';

/**
 * Opens a request as whoever is signed in. An access token that the API refuses is traded once for
 * another; when that fails too, the session has ended.
 */
export async function openAsUser(
  method: string,
  path: string,
  options: SendOptions = {},
): Promise<Response> {
  const token = await session.accessToken();
  const first = await open(method, path, withToken(options, token));
  if (first.status !== 401 || token === null) return first;
  const next = await session.replace(token);
  return next === null ? first : open(method, path, withToken(options, next));
}

/** Answers the body as JSON; throws ApiProblem from 400 up. */
export async function request<T>(
  method: string,
  path: string,
  options: SendOptions = {},
): Promise<T> {
  return JSON.parse(await requestText(method, path, options)) as T;
}

/** Like `request`; numbers keep their digits. For what workers made. */
export async function requestExact<T>(
  method: string,
  path: string,
  options: SendOptions = {},
): Promise<T> {
  return parseExact(await requestText(method, path, options)) as T;
}

/** For calls with nothing in their answer. */
export async function command(
  method: string,
  path: string,
  options: SendOptions = {},
): Promise<void> {
  await requestText(method, path, options);
}

async function requestText(method: string, path: string, options: SendOptions): Promise<string> {
  const answer = await readAnswer(await openAsUser(method, path, options));
  if (!answer.ok) throw answer.problem();
  return answer.text;
}

function withToken(options: SendOptions, token: string | null): SendOptions {
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  return { ...options, headers: { ...tenantHeader(), ...options.headers, ...authorization } };
}

/** `/a/b?limit=5`, leaving out what is undefined or empty. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}
