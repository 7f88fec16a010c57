import { z } from 'zod';
import { id, instant } from './fields.ts';
import { planView } from './tenancy.ts';

const count = z.number().int().nonnegative();
const share = z.object({ used: count, limit: count });

/** The quotas of the tenant's plan and what is used of them. */
export const usageView = z.object({
  plan: planView,
  workspaces: share,
  apiKeys: share,
  workersByWorkspace: z.array(share.extend({ workspaceId: id, name: z.string(), running: count })),
  /** What ran since `since`, the last 24 hours. */
  ticks: z.object({
    since: instant,
    ran: count,
    durationMs: z.number().nonnegative(),
    cpuMs: z.number().nonnegative(),
  }),
});
export type UsageView = z.infer<typeof usageView>;
