import { z } from 'zod';
import { instant, jsonValue } from './fields.ts';

/** `value` is any JSON value. Integers keep all their digits, in this text and in the store. */
export const stateEntryView = z.object({ key: z.string(), value: jsonValue, updatedAt: instant });
export type StateEntryView = z.infer<typeof stateEntryView>;

export const putStateBody = z.strictObject({ value: jsonValue });
export type PutStateBody = z.infer<typeof putStateBody>;
