import { z } from 'zod';

/** ISO 8601 in UTC with milliseconds. */
export const instant = z.iso.datetime({ precision: 3 });

/** Opaque: nothing may be read out of it. */
export const id = z.string();

/** Any JSON value. Its text, not this, is what is stored, so that integers keep their digits. */
export const jsonValue = z.unknown().refine((value) => value !== undefined, 'Missing.');

/** Text that a person typed as a name: one line, trimmed, of 1 to `maxChars` UTF-16 units. */
export function nameOf(maxChars: number) {
  return z
    .string()
    .trim()
    .min(1, 'Must not be empty.')
    .max(maxChars, `At most ${maxChars} characters.`)
    .regex(/^\P{Cc}*$/u, 'Must not hold control characters.')
    .refine((text) => text.isWellFormed(), 'Must not hold half of a surrogate pair.');
}

export const PAGE_LIMIT = { max: 200, default: 50 } as const;

/** `?limit=&cursor=` of every list. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT.max).default(PAGE_LIMIT.default),
  cursor: z.string().max(1000).optional().describe('The `nextCursor` of the page before.'),
});
export type PageQuery = z.infer<typeof pageQuery>;

/** One page of a list; `nextCursor` is null on the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}
