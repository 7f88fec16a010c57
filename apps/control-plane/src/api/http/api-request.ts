import type { Request } from 'express';
import type { Caller } from '../auth/caller.ts';

/** A request as it passes through the door: each step adds what it found out. */
export interface ApiRequest extends Request {
  /** From the header `x-request-id`, or new. */
  id: string;
  /** By the guard, on every route but those for anyone. */
  caller?: Caller;
}
