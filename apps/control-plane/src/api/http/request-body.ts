import express, { type RequestHandler } from 'express';

/** Sign-in needs little, and anyone may send it. */
const SMALL_BYTES = 16 * 1024;
/** Source and scratch state at their limits, escaped. */
const LARGE_BYTES = 8 * 1024 * 1024;

/**
 * Reads the body as bytes: the text of a JSON body is needed as it came. Compressed bodies are refused,
 * for a small one may unpack to anything.
 */
export function requestBody(): RequestHandler {
  const read = (limit: number): RequestHandler =>
    express.raw({ type: () => true, limit, inflate: false });
  const small = read(SMALL_BYTES);
  const large = read(LARGE_BYTES);
  return (request, response, next) => {
    const reader =
      request.headers.authorization === undefined || request.path.includes('/auth/')
        ? small
        : large;
    reader(request, response, next);
  };
}
