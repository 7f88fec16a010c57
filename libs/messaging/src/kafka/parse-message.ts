import type { z } from 'zod';
import { understand } from '../set-aside.ts';

/** The message that the bytes are, or why they are none. */
export function parseMessage<T>(
  schema: z.ZodType<T>,
  value: Buffer | null,
): { readonly message: T } | { readonly reason: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value?.toString('utf8') ?? '');
  } catch (error) {
    return { reason: `not JSON: ${String(error)}` };
  }
  return understand(schema, parsed);
}
