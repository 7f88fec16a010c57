import { z } from 'zod';
import { id, instant } from './fields.ts';
import { codeField } from './workers.ts';

/** One deployed source of a worker; it never changes. */
export const versionView = z.object({
  workerId: id,
  version: z.number().int().positive(),
  /** SHA-256 of the source, hex. */
  codeHash: z.string(),
  /** The version that a rollback brought back; null for a deploy. */
  restores: z.number().int().positive().nullable(),
  createdBy: id,
  createdAt: instant,
});
export type VersionView = z.infer<typeof versionView>;

export const versionWithCodeView = versionView.extend({ code: z.string() });
export type VersionWithCodeView = z.infer<typeof versionWithCodeView>;

export const deployBody = z.strictObject({ code: codeField });
export type DeployBody = z.infer<typeof deployBody>;

export const rollbackBody = z.strictObject({ version: z.number().int().positive() });
export type RollbackBody = z.infer<typeof rollbackBody>;
