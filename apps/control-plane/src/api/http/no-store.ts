import type { RequestHandler } from 'express';

/** Answers of the API are of the moment and for one caller: nobody keeps them. */
export function noStore(): RequestHandler {
  return (_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  };
}
