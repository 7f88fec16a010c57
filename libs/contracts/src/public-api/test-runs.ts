import { OUTCOMES, TEST_RUN_TICKS, TEST_RUN_TIMEOUT_SECONDS } from '@aispinner/domain';
import { z } from 'zod';
import { logLevel, workerError } from '../bus.ts';
import { codeProblem } from '../runner-request.ts';
import { instant, jsonValue } from './fields.ts';
import { codeField, connectionsField } from './workers.ts';

export const testRunBody = z.strictObject({
  code: codeField,
  /** What `ctx.state` holds before the first tick. */
  state: z.record(z.string(), jsonValue).optional(),
  ticks: z
    .number()
    .int()
    .min(TEST_RUN_TICKS.min)
    .max(TEST_RUN_TICKS.max)
    .default(TEST_RUN_TICKS.default),
  timeoutSeconds: z
    .number()
    .min(TEST_RUN_TIMEOUT_SECONDS.min)
    .max(TEST_RUN_TIMEOUT_SECONDS.max)
    .default(TEST_RUN_TIMEOUT_SECONDS.default),
  connections: connectionsField.optional(),
});
export type TestRunBody = z.infer<typeof testRunBody>;

const outcome = z.enum(OUTCOMES).exclude(['skipped']);

export const testRunView = z.object({
  /** `ok`, or that of the first tick that was not. */
  outcome,
  ticks: z.array(
    z.object({
      outcome,
      reason: z.string().nullable(),
      durationMs: z.number().nonnegative(),
      error: workerError.nullable(),
    }),
  ),
  logs: z.array(z.object({ level: logLevel, message: z.string(), at: instant })),
  /** What `ctx.state` holds after the last tick. */
  state: z.record(z.string(), jsonValue),
  error: workerError.nullable(),
  /** Why the code could not be loaded, where that is why it failed. */
  problems: z.array(codeProblem),
});
export type TestRunView = z.infer<typeof testRunView>;
