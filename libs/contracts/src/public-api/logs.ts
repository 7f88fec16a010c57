import { z } from 'zod';
import { LOG_LEVELS, logLevel } from '../bus.ts';
import { instant, pageQuery } from './fields.ts';

export const logView = z.object({
  id: z.string(),
  at: instant,
  level: logLevel,
  message: z.string(),
  tickId: z.string(),
  version: z.number().int().positive(),
});
export type LogView = z.infer<typeof logView>;

/** One level, or several between commas. */
const levels = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(LOG_LEVELS)));

const filter = {
  level: levels.optional().describe('One level, or several between commas.'),
  q: z.string().max(200).optional().describe('Lines that hold this text, in any case.'),
};

/** Newest first. */
export const logsQuery = pageQuery.extend({
  ...filter,
  since: z.iso.datetime({ offset: true }).optional().describe('Logged at or after this instant.'),
});
export type LogsQuery = z.infer<typeof logsQuery>;

/** `tail`: so many lines from before the stream began come first; `Last-Event-ID` resumes instead. */
export const logStreamQuery = z.strictObject({
  ...filter,
  tail: z.coerce.number().int().min(0).max(500).default(0),
});
export type LogStreamQuery = z.infer<typeof logStreamQuery>;
