import { PERMISSIONS } from '@aispinner/domain';
import {
  ApiKeys,
  ensureFirstOwner,
  Workspaces,
  type Actor,
  type Database,
} from '@aispinner/persistence';
import { z } from 'zod';
import { newApiKeySecret } from '../api/auth/api-key-secret.ts';
import { hashPassword } from '../api/auth/passwords.ts';

export const demoRequest = z.strictObject({
  email: z.email().toLowerCase(),
  password: z.string().min(12),
  tenantName: z.string().min(1),
  workspaceName: z.string().min(1),
});

export type DemoRequest = z.infer<typeof demoRequest>;

/** Room to play in: this machine serves nobody else. */
const PLAN = 'pro';
const KEY_NAME = 'credentials.json';
const SETUP: Actor = { kind: 'system', id: 'setup' };

/**
 * The owner with tenant and workspace, made or found, and a new API key of the owner's: the one of an
 * earlier call, of which only a hash is left, is revoked.
 */
export async function makeDemoOwner(
  database: Database,
  request: DemoRequest,
  now: Date,
): Promise<{ apiKey: string; workspaceId: string }> {
  const { userId, tenantId } = await ensureFirstOwner(database, {
    email: request.email,
    passwordHash: await hashPassword(request.password),
    tenantName: request.tenantName,
    planId: PLAN,
  });
  const workspaceId = await openWorkspace(database, tenantId, request.workspaceName);
  const keys = new ApiKeys(database);
  for (const key of await keys.list(tenantId, { after: null, limit: 1000 })) {
    if (key.name === KEY_NAME) await keys.revoke(tenantId, key.id, SETUP, now);
  }
  const { key, keyHash, prefix } = newApiKeySecret();
  const made = await keys.create(
    tenantId,
    { userId, name: KEY_NAME, keyHash, prefix, scopes: PERMISSIONS, expiresAt: null },
    SETUP,
  );
  if (made.kind !== 'created') throw new Error('The plan of the demo tenant allows no API key.');
  return { apiKey: key, workspaceId };
}

/** By its name, or the oldest one if it was renamed. */
async function openWorkspace(database: Database, tenantId: string, name: string): Promise<string> {
  const workspaces = new Workspaces(database);
  const present = await workspaces.list(tenantId, { after: null, limit: 1000 });
  const found = present.find((workspace) => workspace.name === name) ?? present[0];
  if (found !== undefined) return found.id;
  const made = await workspaces.create(tenantId, name, SETUP);
  if (made.kind !== 'created') throw new Error(`The workspace was not made: ${made.kind}.`);
  return made.workspace.id;
}
