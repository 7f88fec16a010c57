import { keyAllows, roleAllows, type Permission, type Role } from '@aispinner/domain';
import type { Identity, TenantPlan } from '@aispinner/persistence';

/** Who asks, and in which tenant: read from the database at each request, never from the token. */
export interface Caller {
  readonly userId: string;
  readonly tenantId: string;
  readonly role: Role;
  /** Null for a person who signed in: the role alone decides. */
  readonly scopes: readonly Permission[] | null;
  readonly actor: { readonly kind: 'user' | 'api_key'; readonly id: string };
  readonly suspended: boolean;
  readonly plan: TenantPlan;
  /** The user and all of its memberships; of a key, the one that it belongs to. */
  readonly identity: Identity;
}

export function allows(caller: Pick<Caller, 'role' | 'scopes'>, permission: Permission): boolean {
  return caller.scopes === null
    ? roleAllows(caller.role, permission)
    : keyAllows(caller.role, caller.scopes, permission);
}
