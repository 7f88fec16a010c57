import { z } from 'zod';
import { id, instant } from './fields.ts';

/** Who did what: written in the transaction that did it. */
export const auditView = z.object({
  id,
  at: instant,
  actor: z.object({ kind: z.enum(['user', 'api_key', 'system']), id }),
  /** `worker.start`, `api_key.create`, … */
  action: z.string(),
  target: z.object({ kind: z.string(), id }),
  detail: z.record(z.string(), z.unknown()),
});
export type AuditView = z.infer<typeof auditView>;
