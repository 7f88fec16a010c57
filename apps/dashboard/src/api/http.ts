import { noteServerDate } from '../format/server-clock.ts';
import { problemFrom, Unreachable, type ApiProblem } from './problem.ts';

export const API = '/api/v1';

export interface SendOptions {
  readonly json?: unknown;
  /** Already JSON text; wins over `json`. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

export interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly text: string;
  problem(): ApiProblem;
}

/** Opens a request and gives its response unread. Throws Unreachable, or AbortError when aborted. */
export async function open(
  method: string,
  path: string,
  options: SendOptions = {},
): Promise<Response> {
  const body =
    options.body ?? (options.json === undefined ? undefined : JSON.stringify(options.json));
  try {
    const response = await fetch(`${API}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      credentials: 'omit',
      cache: 'no-store',
    });
    noteServerDate(response.headers.get('date'));
    return response;
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    throw new Unreachable(error);
  }
}

/** Sends a request and reads its whole answer, whatever its status. */
export async function send(
  method: string,
  path: string,
  options: SendOptions = {},
): Promise<Answer> {
  return readAnswer(await open(method, path, options));
}

export async function readAnswer(response: Response): Promise<Answer> {
  const { ok, status } = response;
  const retryAfter = response.headers.get('retry-after');
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    throw new Unreachable(error);
  }
  return { ok, status, text, problem: () => problemFrom(status, text, retryAfter) };
}
