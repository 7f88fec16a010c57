import { z } from 'zod';

/** One thing that is wrong with the input; lines and columns count from 1 and speak of the code. */
export const problemError = z.object({
  /** Which part of the input: `name`, `state.count`, `limit`; `code` for the source of a worker. */
  path: z.string(),
  message: z.string(),
  code: z.string().optional(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
});
export type ProblemError = z.infer<typeof problemError>;

/** The body of every answer from 400 up: RFC 9457, `application/problem+json`. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  /** SCREAMING_SNAKE; programs decide by this. */
  code: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  errors: z.array(problemError).optional(),
  /** As in the `x-request-id` header: what support needs to find it in the logs. */
  requestId: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;
