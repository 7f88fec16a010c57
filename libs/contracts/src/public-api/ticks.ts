import { LATENESS_CAUSES, OUTCOMES } from '@aispinner/domain';
import { z } from 'zod';
import { workerError } from '../bus.ts';
import { instant, pageQuery } from './fields.ts';

const ms = z.number().nonnegative();

/** A row of the ledger: how one due time of a worker ended. */
export const tickView = z.object({
  tickId: z.string(),
  /** Counts the ticks that were sent, from 1; null for due times that were never sent. */
  number: z.number().int().positive().nullable(),
  version: z.number().int().positive(),
  dueAt: instant,
  queuedAt: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant,
  latenessMs: ms.nullable(),
  /** What made most of the lateness; null while it is no more than the ordinary cost of a tick. */
  cause: z.enum(LATENESS_CAUSES).nullable(),
  /** Sum to `latenessMs`. */
  parts: z.record(z.enum(LATENESS_CAUSES), ms).nullable(),
  outcome: z.enum(OUTCOMES),
  reason: z.string().nullable(),
  error: workerError.nullable(),
  durationMs: ms.nullable(),
  cpuMs: ms.nullable(),
  /** Consecutive due times that this row stands for; 1 unless they were missed. */
  count: z.number().int().positive(),
});
export type TickView = z.infer<typeof tickView>;

/** Newest first. */
export const ticksQuery = pageQuery.extend({
  outcome: z.enum(OUTCOMES).optional(),
  since: z.iso.datetime({ offset: true }).optional().describe('Due at or after this instant.'),
});
export type TicksQuery = z.infer<typeof ticksQuery>;
