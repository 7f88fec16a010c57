import { PERMISSIONS, ROLES, type PlanLimits } from '@aispinner/domain';
import { z } from 'zod';
import { emailField } from './auth.ts';
import { id, instant } from './fields.ts';

const count = z.number().int().nonnegative();

const planLimits = z.object({
  maxWorkspaces: count,
  maxWorkersPerWorkspace: count,
  minTickIntervalSeconds: count,
  maxSandboxesPerWorkspace: count,
  turnWeight: count,
  sandboxMemoryMb: count,
  cpuMsPerSecond: count,
  tickTimeoutSeconds: count,
  maxStateKeysPerWorker: count,
  logMessagesPerTick: count,
  logBytesPerTick: count,
  logRetentionHours: count,
  tickRetentionHours: count,
  maxApiKeys: count,
} satisfies Record<keyof PlanLimits, z.ZodType>);

export const planView = z.object({ id, name: z.string(), limits: planLimits });
export type PlanView = z.infer<typeof planView>;

const role = z.enum(ROLES);

/** Who asks, and as whom: `tenant` is the one that the request acts in (header `X-Tenant-Id`). */
export const meView = z.object({
  user: z.object({ id, email: z.string(), isPlatformAdmin: z.boolean(), createdAt: instant }),
  tenant: z.object({ id, name: z.string(), role, suspended: z.boolean() }),
  /** What the token may do in it. */
  permissions: z.array(z.enum(PERMISSIONS)),
  memberships: z.array(z.object({ tenantId: id, tenantName: z.string(), role })),
  plan: planView,
});
export type MeView = z.infer<typeof meView>;

export const memberView = z.object({ userId: id, email: z.string(), role, createdAt: instant });
export type MemberView = z.infer<typeof memberView>;

export const addMemberBody = z.strictObject({ email: emailField, role });
export type AddMemberBody = z.infer<typeof addMemberBody>;
