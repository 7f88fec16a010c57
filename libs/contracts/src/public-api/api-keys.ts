import { PERMISSIONS } from '@aispinner/domain';
import { z } from 'zod';
import { id, instant, nameOf } from './fields.ts';

const scope = z.enum(PERMISSIONS);

export const apiKeyView = z.object({
  id,
  name: z.string(),
  /** The first characters of the key, to know it by. */
  prefix: z.string(),
  scopes: z.array(scope),
  createdBy: id,
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
});
export type ApiKeyView = z.infer<typeof apiKeyView>;

export const createApiKeyBody = z.strictObject({
  name: nameOf(80),
  scopes: z
    .array(scope)
    .min(1, 'At least one scope.')
    .refine((scopes) => new Set(scopes).size === scopes.length, 'Name each scope once.')
    .default(['read', 'write']),
  expiresAt: instant.optional(),
});
export type CreateApiKeyBody = z.infer<typeof createApiKeyBody>;

/** `key` is shown in this answer and never again. */
export const createdApiKeyView = apiKeyView.extend({ key: z.string() });
export type CreatedApiKeyView = z.infer<typeof createdApiKeyView>;
