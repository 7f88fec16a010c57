import express, { type RequestHandler, type Response } from 'express';
import type { ApiRequest } from './api-request.ts';
import type { Route } from './route.ts';

/** Signing in needs little, and anyone may send it. */
const SMALL_BYTES = 16 * 1024;
/** Source and scratch state at their limits, escaped. */
const LARGE_BYTES = 8 * 1024 * 1024;

/** Compressed bodies are refused, for a small one may unpack to anything. */
const reader = (limit: number): RequestHandler =>
  express.raw({ type: () => true, limit, inflate: false });
const readSmall = reader(SMALL_BYTES);
const readLarge = reader(LARGE_BYTES);

/**
 * The body as bytes, for its text is needed as it came; null where there is none. It is read when the
 * caller has been let in, so that strangers cannot make us hold much.
 */
export function readBody(
  route: Route,
  request: ApiRequest,
  response: Response,
): Promise<Uint8Array | null> {
  const read = route.access === 'anyone' ? readSmall : readLarge;
  return new Promise((resolve, reject) => {
    void read(request, response, (error?: unknown) => {
      const body: unknown = request.body;
      if (error === undefined) resolve(body instanceof Uint8Array ? body : null);
      else reject(error instanceof Error ? error : new Error('unreadable', { cause: error }));
    });
  });
}
