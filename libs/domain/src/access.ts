/** What a member of a tenant may do. Each role holds the rights of those after it. */
export const ROLES = ['owner', 'admin', 'editor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/**
 * `read`: see everything but secrets. `write`: workspaces, workers, deploys, state, test runs.
 * `manage`: members and API keys. `own`: plan, deletion of the tenant, owners.
 */
export const PERMISSIONS = ['read', 'write', 'manage', 'own'] as const;
export type Permission = (typeof PERMISSIONS)[number];

const LEAST_ROLE: Readonly<Record<Permission, Role>> = {
  read: 'viewer',
  write: 'editor',
  manage: 'admin',
  own: 'owner',
};

export function roleAllows(role: Role, permission: Permission): boolean {
  return ROLES.indexOf(role) <= ROLES.indexOf(LEAST_ROLE[permission]);
}

/** An API key can do what its scopes say, and never more than its maker's role. */
export function keyAllows(
  role: Role,
  scopes: readonly Permission[],
  permission: Permission,
): boolean {
  return scopes.includes(permission) && roleAllows(role, permission);
}
