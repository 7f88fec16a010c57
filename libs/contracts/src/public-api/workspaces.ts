import { WORKSPACE_NAME_CHARS } from '@aispinner/domain';
import { z } from 'zod';
import { id, instant, nameOf } from './fields.ts';

export const workspaceView = z.object({
  id,
  name: z.string(),
  workers: z.number().int().nonnegative(),
  createdAt: instant,
  updatedAt: instant,
});
export type WorkspaceView = z.infer<typeof workspaceView>;

export const createWorkspaceBody = z.strictObject({ name: nameOf(WORKSPACE_NAME_CHARS) });
export type CreateWorkspaceBody = z.infer<typeof createWorkspaceBody>;

export const updateWorkspaceBody = createWorkspaceBody;
export type UpdateWorkspaceBody = z.infer<typeof updateWorkspaceBody>;

/** A live hint of a workspace's event stream: something of this worker is there to read. */
export const workspaceEvent = z.object({
  kind: z.enum(['logs', 'ticks', 'worker']),
  workerId: id,
});
export type WorkspaceEvent = z.infer<typeof workspaceEvent>;
