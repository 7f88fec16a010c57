import { z } from 'zod';

/** The shape of our ids. Nothing else can name anything, and so is not found. */
const id = z.string().regex(/^[a-z]{3}_[0-9a-f]{32}$/);

export const workspacePath = z.strictObject({ workspaceId: id });
export const workerPath = z.strictObject({ workerId: id });
export const apiKeyPath = z.strictObject({ apiKeyId: id });
export const tenantPath = z.strictObject({ tenantId: id });

/** Cursors that are ids. */
export const ID_PLACE = /^[a-z]{3}_[0-9a-f]{32}$/;
