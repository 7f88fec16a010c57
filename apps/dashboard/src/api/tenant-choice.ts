const KEY = 'aispinner.tenant';

/** The tenant that a member of several has chosen to act in; null: the API's own choice. */
export function chosenTenant(): string | null {
  return localStorage.getItem(KEY);
}

export function chooseTenant(tenantId: string | null): void {
  if (tenantId === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, tenantId);
}

export function tenantHeader(): Record<string, string> {
  const tenantId = chosenTenant();
  return tenantId === null ? {} : { 'x-tenant-id': tenantId };
}
