import {
  CODE_BYTES,
  MAX_ERRORS,
  TICK_INTERVAL_SECONDS,
  WORKER_NAME_CHARS,
  WORKER_STATUSES,
} from '@aispinner/domain';
import { z } from 'zod';
import { isolation } from '../bus.ts';
import { id, instant, nameOf } from './fields.ts';
import { tickView } from './ticks.ts';

export const workerView = z.object({
  id,
  workspaceId: id,
  name: z.string(),
  status: z.enum(WORKER_STATUSES),
  statusReason: z.string().nullable(),
  tickIntervalSeconds: z.number().int().positive(),
  /** No shorter than the plan allows. */
  effectiveIntervalSeconds: z.number().int().positive(),
  version: z.number().int().positive(),
  maxErrors: z.number().int().positive(),
  isolation,
  consecutiveErrors: z.number().int().nonnegative(),
  lastTick: tickView.nullable(),
  /** Null unless running. */
  nextDueAt: instant.nullable(),
  /** Due times before this are skipped, as it lost several sandboxes in a row; it may be over. */
  backingOffUntil: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
});
export type WorkerView = z.infer<typeof workerView>;

const utf8 = new TextEncoder();

/** Python source. What is wrong with it as Python is found by a runner. */
export const codeField = z
  .string()
  .refine((code) => utf8.encode(code).byteLength <= CODE_BYTES, {
    error: `At most ${CODE_BYTES.toLocaleString('en')} bytes of UTF-8.`,
  })
  .refine((code) => !code.includes('\0'), 'Must not hold the character NUL.')
  .refine((code) => code.isWellFormed(), 'Must not hold half of a surrogate pair.');

/** Connections to exchanges, chats and models have their place here; there are none to name yet. */
export const connectionsField = z.array(z.string()).max(0, 'No such connection.');

const tickIntervalSeconds = z
  .number()
  .int()
  .min(TICK_INTERVAL_SECONDS.min)
  .max(TICK_INTERVAL_SECONDS.max);
const maxErrors = z
  .number()
  .int()
  .min(MAX_ERRORS.min)
  .max(MAX_ERRORS.max)
  .describe('This many errors in a row fail the worker.');

export const createWorkerBody = z.strictObject({
  name: nameOf(WORKER_NAME_CHARS),
  code: codeField,
  tickIntervalSeconds,
  maxErrors: maxErrors.default(MAX_ERRORS.default),
  isolation: isolation.default('shared'),
  connections: connectionsField.optional(),
});
export type CreateWorkerBody = z.infer<typeof createWorkerBody>;

export const updateWorkerBody = z
  .strictObject({ name: nameOf(WORKER_NAME_CHARS), tickIntervalSeconds, maxErrors, isolation })
  .partial()
  .refine((body) => Object.keys(body).length > 0, 'Name at least one field to change.');
export type UpdateWorkerBody = z.infer<typeof updateWorkerBody>;
